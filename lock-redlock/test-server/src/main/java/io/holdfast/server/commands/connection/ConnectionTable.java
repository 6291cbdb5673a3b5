package io.holdfast.server.commands.connection;

import io.holdfast.server.engine.CommandSpec;
import java.util.ArrayList;
import java.util.List;

/** All commands about connections. */
public final class ConnectionTable {

  private ConnectionTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    List<CommandSpec> all = new ArrayList<>();
    all.addAll(HandshakeCommands.table());
    all.addAll(SimpleCommands.table());
    all.add(ClientCommands.container());
    return all;
  }
}
