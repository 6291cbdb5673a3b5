package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request passes before it runs or is queued, in the order in which processCommand of Redis
 * 7.0 asks; the first refusal is the reply. Rooms above add their gates at the places named.
 */
public final class Gates {

  /** One question. */
  @FunctionalInterface
  public interface Gate {

    /** The error reply that refuses the request, or null to let it pass. */
    @Nullable String refusal(Session session, CommandSpec spec, Bytes[] words);
  }

  // What only the start of the server can allow, and the directive that does.
  private static @Nullable String guarded(ServerConfig config, CommandSpec spec) {
    boolean debug = spec.name().equals("debug");
    boolean module = spec.name().startsWith("module|") && spec.is(CommandFlag.NO_ASYNC_LOADING);
    if ((!debug || !config.enableDebugCommand.get().equals("no")) && !module) {
      return null;
    }
    return ("ERR %s command not allowed. If the enable-%s-command option is set to \"local\", you"
            + " can run it from a local connection, otherwise you need to set this option in"
            + " the configuration file, and then restart the server.")
        .formatted(debug ? "DEBUG" : "MODULE", debug ? "debug" : "module");
  }

  /** The places of the gates, in their order. */
  public enum Place {
    /** Whether the client has shown a password. */
    AUTHENTICATION,
    /** Whether the command may stand in a transaction. */
    TRANSACTION,
    /** Whether the user may do that. */
    PERMISSION,
    /** Whether this node serves the keys. */
    ROUTING,
    /** Whether there is memory. */
    MEMORY,
    /** Whether the disk takes writes. */
    DISK,
    /** Whether enough replicas are there, and this is none. */
    REPLICATION,
    /** Whether a subscriber may send that. */
    SUBSCRIBER,
    /** Whether the data is fresh and loaded. */
    LOADING,
    /** Whether a script keeps the server busy. */
    BUSY
  }

  private static final Set<String> ALLOWED_TO_RESP2_SUBSCRIBERS =
      Set.of(
          "ping",
          "subscribe",
          "ssubscribe",
          "sunsubscribe",
          "unsubscribe",
          "psubscribe",
          "punsubscribe",
          "quit",
          "reset");

  private final Map<Place, List<Gate>> places = new EnumMap<>(Place.class);
  private Gate[] inOrder = {};

  Gates(ServerConfig config) {
    add(Place.AUTHENTICATION, (session, spec, words) -> guarded(config, spec));
    add(Place.AUTHENTICATION, Gates::authentication);
    add(Place.TRANSACTION, Gates::transaction);
    add(Place.SUBSCRIBER, Gates::subscriber);
  }

  /** Adds a gate at the end of that place. */
  public void add(Place place, Gate gate) {
    places.computeIfAbsent(place, any -> new ArrayList<>(1)).add(gate);
    inOrder = places.values().stream().flatMap(List::stream).toArray(Gate[]::new);
  }

  /** The error reply that refuses the request, or null. */
  public @Nullable String refusal(Session session, CommandSpec spec, Bytes[] words) {
    for (Gate gate : inOrder) {
      String refusal = gate.refusal(session, spec, words);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** As {@link #refusal}, asking only at one place. */
  public @Nullable String refusalAt(Place place, Session session, CommandSpec spec, Bytes[] words) {
    for (Gate gate : places.getOrDefault(place, List.of())) {
      String refusal = gate.refusal(session, spec, words);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable String authentication(Session session, CommandSpec spec, Bytes[] words) {
    return session.isAuthenticated() || spec.is(CommandFlag.NO_AUTH)
        ? null
        : "NOAUTH Authentication required.";
  }

  private static @Nullable String transaction(Session session, CommandSpec spec, Bytes[] words) {
    return session.transaction() != null && spec.is(CommandFlag.NO_MULTI)
        ? "ERR Command not allowed inside a transaction"
        : null;
  }

  private static @Nullable String subscriber(Session session, CommandSpec spec, Bytes[] words) {
    if (session.subscriptions() == 0
        || session.out().isResp3()
        || ALLOWED_TO_RESP2_SUBSCRIBERS.contains(spec.name())) {
      return null;
    }
    return ("ERR Can't execute '%s': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET"
            + " are allowed in this context")
        .formatted(spec.name());
  }
}
