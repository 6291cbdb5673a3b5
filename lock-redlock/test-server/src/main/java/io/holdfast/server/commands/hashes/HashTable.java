package io.holdfast.server.commands.hashes;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on hashes. */
public final class HashTable {

  private HashTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(
            WriteCommands.table(),
            CounterCommands.table(),
            ReadCommands.table(),
            DrawCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
