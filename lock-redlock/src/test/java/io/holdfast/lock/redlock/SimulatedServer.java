package io.holdfast.lock.redlock;

import io.holdfast.lock.testkit.VirtualPorts;
import io.holdfast.server.commands.connection.ConnectionTable;
import io.holdfast.server.commands.generic.GenericTable;
import io.holdfast.server.commands.pubsub.PubSubTable;
import io.holdfast.server.commands.server.ServerTable;
import io.holdfast.server.commands.sortedsets.SortedSetTable;
import io.holdfast.server.commands.strings.StringTable;
import io.holdfast.server.engine.CommandTable;
import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.engine.Session;
import io.holdfast.server.scripting.ScriptTable;
import io.holdfast.server.simulation.VirtualHost;
import io.holdfast.server.simulation.VirtualPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A master in virtual time: the embedded server's engine, so that the very scripts of production
 * run, with a clock that may go at its own rate.
 */
final class SimulatedServer {

  private final VirtualPorts time;
  private final String name;
  private final List<Runnable> onStart = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private VirtualHost host;
  private Engine engine;
  private long clockAt;
  private double clockRate = 1;
  private long startedAt;
  private int starts;
  private boolean running = true;

  private record Subscriber(Session session, Consumer<String> onMessage) {}

  SimulatedServer(VirtualPorts time, String name) {
    this.time = time;
    this.name = name;
    boot();
  }

  private void boot() {
    host = new VirtualHost(name.hashCode() + (long) starts);
    // The same wall clock again, whatever a former life of it showed.
    host.advance(Duration.ofNanos(time.nanoTime()));
    CommandTable commands =
        new CommandTable()
            .with(StringTable.table())
            .with(SortedSetTable.table())
            .with(GenericTable.table())
            .with(ConnectionTable.table())
            .with(PubSubTable.table());
    ServerConfig config = new ServerConfig();
    config.configure("protected-mode", "no"); // Its clients come from elsewhere.
    engine = new Engine(host, config, commands);
    commands.with(ServerTable.table(() -> {}));
    commands.with(ScriptTable.table(engine));
    clockAt = time.nanoTime();
    startedAt = time.nanoTime();
    starts++;
  }

  String address() {
    return "redis://" + name;
  }

  String runId() {
    return name + " started for the " + starts + ". time";
  }

  Duration uptime() {
    return Duration.ofNanos(time.nanoTime() - startedAt);
  }

  boolean isRunning() {
    return running;
  }

  /** Its clock goes so many times as fast as true time from now on. */
  void clockRate(double rate) {
    catchUp();
    clockRate = rate;
  }

  /** Its wall clock jumps. */
  void jump(Duration by) {
    host.jump(by);
  }

  /** Ends; all connections are lost and so is what it held. */
  void kill() {
    running = false;
    subscribers.clear();
    onStart.forEach(Runnable::run);
  }

  /** Ends if it runs, and starts empty. */
  void restart() {
    kill();
    boot();
    running = true;
    onStart.forEach(Runnable::run);
  }

  /** Runs when it ended and when it started. */
  void onStart(Runnable task) {
    onStart.add(task);
  }

  Session connect(String address) {
    return engine.connect(new VirtualPeer(address));
  }

  void subscribe(String channel, Consumer<String> onMessage) {
    Session session = connect("subscriber");
    exchange(session, "SUBSCRIBE", channel);
    subscribers.add(new Subscriber(session, onMessage));
  }

  /** A command on a connection of its own, as an operator gives it. */
  String command(String... words) {
    return exchange(connect("operator"), words);
  }

  /** Has the command run; the reply as on the wire. */
  String exchange(Session session, String... words) {
    catchUp();
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    byte[] raw = request.toString().getBytes(StandardCharsets.ISO_8859_1);
    session.receive(raw, 0, raw.length);
    String reply = read(session);
    List.copyOf(subscribers).forEach(SimulatedServer::deliver);
    return reply;
  }

  private static void deliver(Subscriber subscriber) {
    String told = read(subscriber.session());
    String[] lines = told.split("\r\n", -1);
    for (int i = 0; i + 4 < lines.length; i++) {
      if (lines[i].equals("message")) {
        subscriber.onMessage().accept(lines[i + 4]);
      }
    }
  }

  private static String read(Session session) {
    var output = session.output();
    int length = output.remaining();
    String text = StandardCharsets.ISO_8859_1.decode(output).toString();
    session.sent(length);
    return text;
  }

  private void catchUp() {
    long now = time.nanoTime();
    host.advance(Duration.ofNanos((long) ((now - clockAt) * clockRate)));
    clockAt = now;
  }
}
