package io.holdfast.server.commands.geo;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on places. */
public final class GeoTable {

  private GeoTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(AddCommands.table(), ReadCommands.table(), SearchCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
