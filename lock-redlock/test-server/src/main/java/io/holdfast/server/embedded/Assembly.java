package io.holdfast.server.embedded;

import io.holdfast.server.commands.bitmaps.BitmapTable;
import io.holdfast.server.commands.connection.ConnectionTable;
import io.holdfast.server.commands.generic.GenericTable;
import io.holdfast.server.commands.geo.GeoTable;
import io.holdfast.server.commands.hashes.HashTable;
import io.holdfast.server.commands.hyperloglogs.HyperLogLogTable;
import io.holdfast.server.commands.lists.ListTable;
import io.holdfast.server.commands.pubsub.PubSubTable;
import io.holdfast.server.commands.server.ServerTable;
import io.holdfast.server.commands.sets.SetTable;
import io.holdfast.server.commands.sortedsets.SortedSetTable;
import io.holdfast.server.commands.streams.StreamTable;
import io.holdfast.server.commands.strings.StringTable;
import io.holdfast.server.commands.transactions.TransactionTable;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.CommandTable;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.host.Host;
import io.holdfast.server.scripting.ScriptTable;
import io.holdfast.server.tcp.Endpoint;
import io.holdfast.server.tcp.TcpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts an engine and all rooms above it together. */
final class Assembly {

  // Declarations without state of their own; what has state is made for each server.
  private static final List<CommandSpec> STATELESS = stateless();

  private Assembly() {}

  private static List<CommandSpec> stateless() {
    List<CommandSpec> all = new ArrayList<>();
    all.addAll(StringTable.table());
    all.addAll(ListTable.table());
    all.addAll(HashTable.table());
    all.addAll(SetTable.table());
    all.addAll(SortedSetTable.table());
    all.addAll(StreamTable.table());
    all.addAll(BitmapTable.table());
    all.addAll(HyperLogLogTable.table());
    all.addAll(GeoTable.table());
    all.addAll(GenericTable.table());
    all.addAll(ConnectionTable.table());
    all.addAll(TransactionTable.table());
    all.addAll(PubSubTable.table());
    return List.copyOf(all);
  }

  /**
   * A server that listens on those addresses.
   *
   * @param onShutdown runs on the server's thread when a client has shut it down
   * @throws IOException if an address is taken or is not this machine's
   */
  static TcpServer server(ServerConfig config, List<Endpoint> endpoints, Runnable onShutdown)
      throws IOException {
    TcpServer[] started = new TcpServer[1];
    Runnable shutdown =
        () -> {
          started[0].close();
          onShutdown.run();
        };
    started[0] =
        new TcpServer(
            Long.toString(config.port.get()), endpoints, host -> engine(host, config, shutdown));
    return started[0];
  }

  /**
   * A server, ready to be connected to.
   *
   * @param shutdown ends the server; called by SHUTDOWN, on the engine's thread
   */
  static Engine engine(Host host, ServerConfig config, Runnable shutdown) {
    CommandTable commands = new CommandTable().with(STATELESS);
    Engine engine = new Engine(host, config, commands);
    commands.with(ServerTable.table(shutdown));
    commands.with(ScriptTable.table(engine));
    ServerTable.addInfo(engine);
    return engine;
  }
}
