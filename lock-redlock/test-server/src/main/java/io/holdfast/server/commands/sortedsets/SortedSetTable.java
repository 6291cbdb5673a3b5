package io.holdfast.server.commands.sortedsets;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;

/** All commands on sorted sets. */
public final class SortedSetTable {

  private SortedSetTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return List.of();
  }
}
