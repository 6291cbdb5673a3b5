package io.holdfast.server.commands.bitmaps;

import io.holdfast.server.engine.CommandSpec;
import java.util.List;
import java.util.stream.Stream;

/** All commands on bits. */
public final class BitmapTable {

  private BitmapTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return Stream.of(
            SingleBitCommands.table(),
            SearchCommands.table(),
            CombineCommands.table(),
            FieldCommands.table())
        .flatMap(List::stream)
        .toList();
  }
}
