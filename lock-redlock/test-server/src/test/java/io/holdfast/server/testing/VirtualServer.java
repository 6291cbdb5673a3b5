package io.holdfast.server.testing;

import io.holdfast.server.commands.connection.ConnectionTable;
import io.holdfast.server.commands.generic.GenericTable;
import io.holdfast.server.commands.pubsub.PubSubTable;
import io.holdfast.server.commands.server.ServerTable;
import io.holdfast.server.commands.strings.StringTable;
import io.holdfast.server.commands.transactions.TransactionTable;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.CommandTable;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.simulation.VirtualHost;
import java.time.Duration;
import java.util.List;

/** A server without threads and sockets, in virtual time, and its clients. */
public final class VirtualServer {

  private static final long SEED = 42;

  private final VirtualHost host = new VirtualHost(SEED);
  private final Engine engine;
  private int clients;

  /** A server with those directives: name, value, name, value. */
  public VirtualServer(String... directives) {
    this(List.of(), directives);
  }

  /** A server that has these further commands. */
  public VirtualServer(List<CommandSpec> more, String... directives) {
    ServerConfig config = new ServerConfig();
    for (int i = 0; i < directives.length; i += 2) {
      String problem = config.configure(directives[i], directives[i + 1]);
      if (problem != null) {
        throw new IllegalArgumentException(directives[i] + ": " + problem);
      }
    }
    CommandTable commands =
        new CommandTable()
            .with(StringTable.table())
            .with(GenericTable.table())
            .with(ConnectionTable.table())
            .with(TransactionTable.table())
            .with(PubSubTable.table())
            .with(more);
    engine = new Engine(host, config, commands);
    commands.with(ServerTable.table(() -> {}));
    ServerTable.addInfo(engine);
  }

  /** Its world. */
  public VirtualHost host() {
    return host;
  }

  /** The server itself. */
  public Engine engine() {
    return engine;
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    host.advance(time);
  }

  /** A new connection. */
  public VirtualClient client() {
    return client("127.0.0.1:" + (50_000 + clients++));
  }

  /** A new connection from that address and port. */
  public VirtualClient client(String address) {
    return new VirtualClient(engine, address);
  }
}
