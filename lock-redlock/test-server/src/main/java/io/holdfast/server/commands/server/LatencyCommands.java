package io.holdfast.server.commands.server;

import static io.holdfast.server.engine.CommandFlag.ADMIN;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Durations;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.LatencyMonitor;
import io.holdfast.server.engine.Stats;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** LATENCY. */
final class LatencyCommands {

  private static final String DISABLED =
      "I'm sorry, Dave, I can't do that. Latency monitoring is disabled in this Redis instance. You"
          + " may use \"CONFIG SET latency-monitor-threshold <milliseconds>.\" in order to enable"
          + " it. If we weren't in a deep space mission I'd suggest to take a look at"
          + " https://redis.io/topics/latency-monitor.\n";
  private static final String NOTHING_SEEN =
      "Dave, no latency spike was observed during the lifetime of this Redis instance, not in the"
          + " slightest bit. I honestly think you ought to sit down calmly, take a stress pill, and"
          + " think things over.\n";

  private LatencyCommands() {}

  static CommandSpec container() {
    return command("latency", -2)
        .contains(
            report("doctor", 2).does(LatencyCommands::doctor),
            report("graph", 3).does(LatencyCommands::graph),
            Help.of("latency"),
            report("histogram", -2).does(LatencyCommands::histogram),
            report("history", 3).does(LatencyCommands::history),
            report("latest", 2).does(LatencyCommands::latest),
            sub("reset", -2)
                .tips("request_policy:all_nodes", "response_policy:all_succeeded")
                .does(LatencyCommands::reset));
  }

  private static CommandSpec.Builder report(String name, int arity) {
    return sub(name, arity)
        .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special");
  }

  private static CommandSpec.Builder sub(String name, int arity) {
    return command("latency|" + name, arity).is(ADMIN, NOSCRIPT, LOADING, STALE);
  }

  private static void doctor(Call call) {
    LatencyMonitor latency = call.engine().latency();
    StringBuilder text = new StringBuilder();
    if (call.engine().config().latencyThresholdMillis.get() == 0) {
      text.append(DISABLED);
    } else if (latency.events().isEmpty()) {
      text.append(NOTHING_SEEN);
    } else {
      text.append("Dave, I have observed latency spikes in this Redis instance.\n\n");
      latency
          .events()
          .forEach(
              (name, event) ->
                  text.append(
                      "%s: %d latency spikes. Worst all time event %dms.\n"
                          .formatted(name, event.samples().size(), event.worstMillis())));
    }
    call.reply().verbatim("txt", Bytes.of(text.toString()));
  }

  private static void graph(Call call) {
    LatencyMonitor.Event event = call.engine().latency().events().get(call.word(2).latin());
    if (event == null) {
      throw new CommandError("ERR No samples available for event '" + call.word(2).latin() + "'");
    }
    long least = Long.MAX_VALUE;
    StringBuilder bars = new StringBuilder();
    for (LatencyMonitor.Sample sample : event.samples()) {
      least = Math.min(least, sample.millis());
      bars.append(sample.millis() == event.worstMillis() ? '#' : '_');
    }
    call.reply()
        .verbatim(
            "txt",
            Bytes.of(
                "%s - high %d ms, low %d ms (all time high %d ms)\n%s\n%s\n"
                    .formatted(
                        call.word(2).latin(),
                        event.worstMillis(),
                        least,
                        event.worstMillis(),
                        "-".repeat(80),
                        bars)));
  }

  private static void histogram(Call call) {
    Map<String, Stats.OfCommand> all = call.engine().stats().commands();
    Map<String, Stats.OfCommand> wanted = new LinkedHashMap<>();
    for (int i = 2; i < call.size(); i++) {
      String name = call.word(i).latin().toLowerCase(Locale.ROOT);
      all.forEach(
          (known, stats) -> {
            if (known.equals(name) || known.startsWith(name + "|")) {
              wanted.put(known, stats);
            }
          });
    }
    if (call.size() == 2) {
      wanted.putAll(all);
    }
    wanted.values().removeIf(stats -> stats.durations().total() == 0);
    call.reply().map(wanted.size());
    wanted.forEach((name, stats) -> histogram(call, name, stats.durations()));
  }

  private static void histogram(Call call, String name, Durations durations) {
    Map<Long, Long> cumulative = durations.cumulative();
    call.reply().bulk(name);
    call.reply().map(2);
    call.reply().bulk("calls");
    call.reply().integer(durations.total());
    call.reply().bulk("histogram_usec");
    call.reply().map(cumulative.size());
    cumulative.forEach(
        (micros, count) -> {
          call.reply().integer(micros);
          call.reply().integer(count);
        });
  }

  private static void history(Call call) {
    LatencyMonitor.Event event = call.engine().latency().events().get(call.word(2).latin());
    if (event == null) {
      call.reply().array(0);
      return;
    }
    call.reply().array(event.samples().size());
    for (LatencyMonitor.Sample sample : event.samples()) {
      call.reply().array(2);
      call.reply().integer(sample.atSeconds());
      call.reply().integer(sample.millis());
    }
  }

  private static void latest(Call call) {
    Map<String, LatencyMonitor.Event> events = call.engine().latency().events();
    call.reply().array(events.size());
    events.forEach(
        (name, event) -> {
          call.reply().array(4);
          call.reply().bulk(name);
          call.reply().integer(event.samples().getLast().atSeconds());
          call.reply().integer(event.samples().getLast().millis());
          call.reply().integer(event.worstMillis());
        });
  }

  private static void reset(Call call) {
    int forgotten = 0;
    if (call.size() == 2) {
      forgotten = call.engine().latency().clear();
    }
    for (int i = 2; i < call.size(); i++) {
      forgotten += call.engine().latency().forget(call.word(i).latin()) ? 1 : 0;
    }
    call.reply().integer(forgotten);
  }
}
