package io.holdfast.server.commands.connection;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.Session;
import io.holdfast.server.engine.TrackingOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CLIENT TRACKING, CACHING, GETREDIR and TRACKINGINFO. */
final class TrackingCommands {

  private final Call call;
  private boolean broadcast;
  private boolean optIn;
  private boolean optOut;
  private boolean noLoop;
  private long redirect;
  private final List<Bytes> prefixes = new ArrayList<>();

  private TrackingCommands(Call call) {
    this.call = call;
  }

  static void tracking(Call call) {
    new TrackingCommands(call).run();
  }

  private void run() {
    readOptions();
    Session session = call.session();
    if (call.isWord(2, "off")) {
      call.engine().tracking().end(session);
    } else if (call.isWord(2, "on")) {
      requireSense();
      if (broadcast && prefixes.isEmpty() && session.tracking() == null) {
        prefixes.add(Bytes.EMPTY);
      }
      TrackingOptions before = session.tracking();
      List<Bytes> all = new ArrayList<>(before == null ? List.of() : before.prefixes());
      prefixes.stream().filter(prefix -> !all.contains(prefix)).forEach(all::add);
      call.engine()
          .tracking()
          .begin(session, new TrackingOptions(broadcast, optIn, optOut, noLoop, redirect, all));
    } else {
      throw CommandError.syntax();
    }
    call.reply().ok();
  }

  private void readOptions() {
    for (int i = 3; i < call.size(); i++) {
      boolean more = call.has(i + 1);
      if (call.isWord(i, "redirect") && more) {
        redirect(++i);
      } else if (call.isWord(i, "bcast")) {
        broadcast = true;
      } else if (call.isWord(i, "optin")) {
        optIn = true;
      } else if (call.isWord(i, "optout")) {
        optOut = true;
      } else if (call.isWord(i, "noloop")) {
        noLoop = true;
      } else if (call.isWord(i, "prefix") && more) {
        prefixes.add(call.word(++i));
      } else {
        throw CommandError.syntax();
      }
    }
  }

  private void redirect(int at) {
    if (redirect != 0) {
      throw new CommandError("ERR A client can only redirect to a single other client");
    }
    redirect = call.integer(at);
    // Whether it is there is asked now, whether it stays is seen when it is told something.
    if (call.engine().session(redirect) == null) {
      throw new CommandError("ERR The client ID you want redirect to does not exist");
    }
  }

  private void requireSense() {
    if (!broadcast && !prefixes.isEmpty()) {
      throw new CommandError("ERR PREFIX option requires BCAST mode to be enabled");
    }
    TrackingOptions before = call.session().tracking();
    if (before != null && before.broadcast() != broadcast) {
      throw new CommandError(
          "ERR You can't switch BCAST mode on/off before disabling tracking for this client, and"
              + " then re-enabling it with a different mode.");
    }
    if (broadcast && (optIn || optOut)) {
      throw new CommandError("ERR OPTIN and OPTOUT are not compatible with BCAST");
    }
    if (optIn && optOut) {
      throw new CommandError("ERR You can't specify both OPTIN mode and OPTOUT mode");
    }
    if (before != null && ((optIn && before.optOut()) || (optOut && before.optIn()))) {
      throw new CommandError(
          "ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and"
              + " then re-enabling it with a different mode.");
    }
    requireDistinctPrefixes(before);
  }

  private void requireDistinctPrefixes(@Nullable TrackingOptions before) {
    for (int i = 0; i < prefixes.size(); i++) {
      for (Bytes known : before == null ? List.<Bytes>of() : before.prefixes()) {
        requireDistinct(prefixes.get(i), known, "an existing prefix");
      }
      for (int j = i + 1; j < prefixes.size(); j++) {
        requireDistinct(prefixes.get(i), prefixes.get(j), "another provided prefix");
      }
    }
  }

  private static void requireDistinct(Bytes prefix, Bytes other, String what) {
    if (prefix.startsWith(other) || other.startsWith(prefix)) {
      throw new CommandError(
          "ERR Prefix '%s' overlaps with %s '%s'. Prefixes for a single client must not overlap."
              .formatted(prefix.latin(), what, other.latin()));
    }
  }

  static void caching(Call call) {
    TrackingOptions options = call.session().tracking();
    if (options == null) {
      throw new CommandError(
          "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or"
              + " OPTOUT mode enabled");
    }
    if (call.isWord(2, "yes")) {
      if (!options.optIn()) {
        throw new CommandError(
            "ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
      }
    } else if (call.isWord(2, "no")) {
      if (!options.optOut()) {
        throw new CommandError(
            "ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");
      }
    } else {
      throw CommandError.syntax();
    }
    call.session().caching(true);
    call.reply().ok();
  }

  static void getredir(Call call) {
    TrackingOptions options = call.session().tracking();
    call.reply().integer(options == null ? -1 : options.redirect());
  }

  static void info(Call call) {
    Session session = call.session();
    TrackingOptions options = session.tracking();
    List<String> flags = new ArrayList<>();
    if (options == null) {
      flags.add("off");
    } else {
      flags.add("on");
      addIf(flags, options.broadcast(), "bcast");
      addIf(flags, options.optIn(), "optin");
      addIf(flags, options.optIn() && session.isCaching(), "caching-yes");
      addIf(flags, options.optOut(), "optout");
      addIf(flags, options.optOut() && session.isCaching(), "caching-no");
      addIf(flags, options.noLoop(), "noloop");
      addIf(flags, session.isRedirectBroken(), "broken_redirect");
    }
    call.reply().map(3);
    call.reply().bulk("flags");
    call.reply().set(flags.size());
    flags.forEach(call.reply()::bulk);
    call.reply().bulk("redirect");
    call.reply().integer(options == null ? -1 : options.redirect());
    call.reply().bulk("prefixes");
    List<Bytes> prefixes = options == null ? List.of() : options.prefixes();
    call.reply().array(prefixes.size());
    prefixes.stream().sorted().forEach(call.reply()::bulk);
  }

  private static void addIf(List<String> flags, boolean set, String flag) {
    if (set) {
      flags.add(flag);
    }
  }
}
