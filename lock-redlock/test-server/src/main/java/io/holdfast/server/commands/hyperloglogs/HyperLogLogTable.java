package io.holdfast.server.commands.hyperloglogs;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on HyperLogLogs. */
public final class HyperLogLogTable {

  private HyperLogLogTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(EstimateCommands.table(), InspectCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
