package io.holdfast.server.differential;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.commands.bitmaps.BitmapTable;
import io.holdfast.server.commands.geo.GeoTable;
import io.holdfast.server.commands.hashes.HashTable;
import io.holdfast.server.commands.hyperloglogs.HyperLogLogTable;
import io.holdfast.server.commands.lists.ListTable;
import io.holdfast.server.commands.sets.SetTable;
import io.holdfast.server.commands.sortedsets.SortedSetTable;
import io.holdfast.server.commands.streams.StreamTable;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Effect;
import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this server gives to its sinks. */
final class VirtualEffects {

  private static final Duration LONGER_THAN_ANY_TIMEOUT = Duration.ofSeconds(2);

  /** The effects of each step, in the order in which they come. */
  String of(Sequence sequence) {
    VirtualServer server = new VirtualServer(commands());
    List<List<Effect>> units = new ArrayList<>();
    server.engine().sink(units::add);
    Map<String, VirtualClient> clients = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (Step step : sequence.steps()) {
      VirtualClient client = clients.computeIfAbsent(step.session(), name -> server.client());
      for (List<Bytes> request : step.requests()) {
        client.command(request.stream().map(Bytes::latin).toArray(String[]::new));
        if (step.session().isEmpty()) {
          server.advance(LONGER_THAN_ANY_TIMEOUT);
        }
      }
      text.append(step.text()).append('\n');
      units.forEach(unit -> write(step, unit, text));
      units.clear();
    }
    return text.toString();
  }

  private static List<CommandSpec> commands() {
    return Stream.of(
            ListTable.table(),
            HashTable.table(),
            SetTable.table(),
            SortedSetTable.table(),
            StreamTable.table(),
            BitmapTable.table(),
            HyperLogLogTable.table(),
            GeoTable.table())
        .flatMap(List::stream)
        .toList();
  }

  private static void write(Step step, List<Effect> unit, StringBuilder text) {
    if (unit.size() > 1) {
      text.append("  together\n");
    }
    for (Effect effect : unit) {
      text.append(EffectText.of(step, effect.database(), Arrays.asList(effect.words())));
    }
    if (unit.size() > 1) {
      text.append("  until here\n");
    }
  }
}
