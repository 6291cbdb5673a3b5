package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on sorted sets. */
public final class SortedSetTable {

  private SortedSetTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(
            AddCommands.table(),
            ReadCommands.table(),
            RangeCommands.table(),
            RemoveCommands.table(),
            PopCommands.table(),
            DrawCommands.table(),
            CombineCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
