package io.holdfast.server.commands.strings;

import io.holdfast.server.engine.CommandSpec;
import java.util.ArrayList;
import java.util.List;

/** All commands on strings. */
public final class StringTable {

  private StringTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    List<CommandSpec> all = new ArrayList<>();
    all.addAll(SetCommands.table());
    all.addAll(GetCommands.table());
    all.addAll(CounterCommands.table());
    all.addAll(RangeCommands.table());
    all.add(LcsCommand.spec());
    return all;
  }
}
