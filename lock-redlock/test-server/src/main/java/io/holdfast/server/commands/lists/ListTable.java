package io.holdfast.server.commands.lists;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on lists. */
public final class ListTable {

  private ListTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(
            PushCommands.table(),
            PopCommands.table(),
            MoveCommands.table(),
            ReadCommands.table(),
            EditCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
