package io.holdfast.server.commands.generic;

import io.holdfast.server.engine.CommandSpec;
import java.util.ArrayList;
import java.util.List;

/** All commands on keys of any type. */
public final class GenericTable {

  private GenericTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    List<CommandSpec> all = new ArrayList<>();
    all.addAll(KeyCommands.table());
    all.addAll(ExpireCommands.table());
    all.addAll(ScanCommands.table());
    all.add(ObjectCommands.container());
    all.addAll(SortCommands.table());
    return all;
  }
}
