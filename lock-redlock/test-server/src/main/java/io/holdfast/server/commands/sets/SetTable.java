package io.holdfast.server.commands.sets;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on sets. */
public final class SetTable {

  private SetTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(MemberCommands.table(), CombineCommands.table(), DrawCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
