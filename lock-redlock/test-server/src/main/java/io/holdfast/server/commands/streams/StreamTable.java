package io.holdfast.server.commands.streams;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on streams. */
public final class StreamTable {

  private StreamTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(
            AddCommands.table(),
            EntryCommands.table(),
            ReadCommands.table(),
            GroupCommands.table(),
            PendingCommands.table(),
            ClaimCommands.table(),
            InspectCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
