package io.holdfast.lock.redlock;

import io.holdfast.lock.LockOptions;
import io.holdfast.lock.engine.LeasingClient;
import io.holdfast.lock.spi.Ports;
import io.holdfast.lock.testkit.VirtualPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** N simulated masters in virtual time, and clients of them. */
final class Masters {

  static final Duration LONGEST_LEASE = Duration.ofSeconds(30);

  final VirtualPorts time = new VirtualPorts();
  final List<SimulatedServer> servers = new ArrayList<>();
  private DelayedRestart delayedRestart = DelayedRestart.EVERY_NODE;
  private boolean fenced = true;
  private NodeTimeout nodeTimeout = new NodeTimeout(null);
  private int clients;

  /** Masters that have been up for long. */
  Masters(int count) {
    for (int i = 0; i < count; i++) {
      servers.add(new SimulatedServer(time, String.valueOf((char) ('A' + i))));
    }
    time.advance(Duration.ofHours(1));
  }

  Masters delayedRestart(DelayedRestart policy) {
    delayedRestart = policy;
    return this;
  }

  Masters withoutFencing() {
    fenced = false;
    return this;
  }

  Masters nodeTimeout(Duration fixed) {
    nodeTimeout = new NodeTimeout(fixed);
    return this;
  }

  /** A client's backend, and its links to each master. */
  record Client(QuorumBackend backend, List<SimulatedNode> links, Electorate electorate) {

    SimulatedNode link(int node) {
      return links.get(node);
    }

    void each(Consumer<SimulatedNode> change) {
      links.forEach(change);
    }
  }

  /** A backend that has asked every master who it is. */
  Client client() {
    Client client = unconnectedClient();
    client.backend().start();
    time.advance(Duration.ofMillis(1));
    return client;
  }

  Client unconnectedClient() {
    return client(time);
  }

  private Client client(Ports ports) {
    String name = "client" + ++clients;
    List<SimulatedNode> links =
        servers.stream().map(server -> new SimulatedNode(time, server)).toList();
    Terms terms = new Terms("holdfast", name, "holdfast:inbox:" + name, fenced);
    ServerClocks clocks = new ServerClocks(links.size());
    IndependenceCheck independence = new IndependenceCheck();
    Quarantine quarantine =
        new Quarantine(delayedRestart, LONGEST_LEASE, Validity.DEFAULT_DRIFT_FACTOR);
    List<Voter> voters =
        IntStream.range(0, links.size())
            .mapToObj(
                i ->
                    new Voter(
                        i,
                        links.get(i),
                        new Standing(links.get(i), independence, quarantine, time),
                        terms,
                        clocks,
                        time))
            .toList();
    Electorate electorate =
        new Electorate(
            voters,
            new Quorum(links.size()),
            nodeTimeout,
            Validity.DEFAULT_DRIFT_FACTOR,
            clocks,
            ports);
    return new Client(new QuorumBackend(electorate, () -> {}), links, electorate);
  }

  /** The whole engine over a client's backend. */
  LeasingClient locks(Client client) {
    return LeasingClient.over(client.backend(), LockOptions.defaults(), time);
  }

  /** Who holds the lock on that master, or null. */
  String holder(int node, String lockName) {
    String reply = servers.get(node).command("GET", "holdfast:{" + lockName + "}");
    return reply.startsWith("$-1") || reply.startsWith("_") ? null : reply.lines().toList().get(1);
  }

  /** On how many masters that token holds the lock. */
  int heldBy(String token, String lockName) {
    return (int)
        IntStream.range(0, servers.size())
            .mapToObj(node -> holder(node, lockName))
            .filter(holder -> holder != null && holder.startsWith(token + "."))
            .count();
  }

  void occupy(int node, String lockName, String owner, Duration leaseTime) {
    servers
        .get(node)
        .command(
            "SET", "holdfast:{" + lockName + "}", owner, "PX", Long.toString(leaseTime.toMillis()));
  }
}
