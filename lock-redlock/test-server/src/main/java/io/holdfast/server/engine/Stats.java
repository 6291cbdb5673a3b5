package io.holdfast.server.engine;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What INFO counts. */
public final class Stats {

  /** What INFO commandstats counts of one command. */
  public static final class OfCommand {
    private long calls;
    private long nanos;
    private long rejected;
    private long failed;
    private final Durations durations = new Durations();

    /** How often it ran. */
    public long calls() {
      return calls;
    }

    /** How long it ran in all, in microseconds. */
    public long micros() {
      return nanos / 1_000;
    }

    /** How long its runs took. */
    public Durations durations() {
      return durations;
    }

    /** How often it was refused before it ran. */
    public long rejected() {
      return rejected;
    }

    /** How often it answered with an error. */
    public long failed() {
      return failed;
    }
  }

  private final IdentityHashMap<CommandSpec, OfCommand> commands = new IdentityHashMap<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private long connections;
  private long commandCount;
  private long hits;
  private long misses;
  private long expiredKeys;
  private long evictedKeys;
  private long rejectedConnections;
  private long changesSinceSave;
  private long reads;
  private long writes;
  private long bytesIn;
  private long bytesOut;

  void received(int bytes) {
    reads++;
    bytesIn += bytes;
  }

  void sent(int bytes) {
    writes++;
    bytesOut += bytes;
  }

  /** How often something was read from a client. */
  public long reads() {
    return reads;
  }

  /** How often something was sent to a client. */
  public long writes() {
    return writes;
  }

  /** How much was read from clients. */
  public long bytesIn() {
    return bytesIn;
  }

  /** How much was sent to clients. */
  public long bytesOut() {
    return bytesOut;
  }

  void connected() {
    connections++;
  }

  void refusedConnection() {
    rejectedConnections++;
  }

  void lookedUp(boolean found) {
    if (found) {
      hits++;
    } else {
      misses++;
    }
  }

  void expired() {
    expiredKeys++;
  }

  void evicted() {
    evictedKeys++;
  }

  /** A command has run; that one which has waited runs on counts as no further call. */
  void ran(CommandSpec spec, long nanos, int calls) {
    commandCount += calls;
    OfCommand stats = of(spec);
    stats.calls += calls;
    stats.nanos += nanos;
    stats.durations.add(nanos);
  }

  void changed(long changes) {
    changesSinceSave += changes;
  }

  void refused(CommandSpec spec) {
    of(spec).rejected++;
  }

  void failed(CommandSpec spec) {
    of(spec).failed++;
  }

  void error(String reply) {
    int space = reply.indexOf(' ');
    errors.merge(space < 0 ? reply : reply.substring(0, space), 1L, Long::sum);
  }

  private OfCommand of(CommandSpec spec) {
    OfCommand stats = commands.get(spec);
    if (stats == null) {
      stats = new OfCommand();
      commands.put(spec, stats);
    }
    return stats;
  }

  /** Sets all to zero, as CONFIG RESETSTAT does. */
  public void reset() {
    commands.clear();
    errors.clear();
    connections = 0;
    commandCount = 0;
    hits = 0;
    misses = 0;
    expiredKeys = 0;
    evictedKeys = 0;
    reads = 0;
    writes = 0;
    bytesIn = 0;
    bytesOut = 0;
    rejectedConnections = 0;
  }

  /** By command, in the order of their names. */
  public Map<String, OfCommand> commands() {
    Map<String, OfCommand> byName = new TreeMap<>();
    commands.forEach((spec, stats) -> byName.put(spec.name(), stats));
    return byName;
  }

  /** How often each error code was answered. */
  public Map<String, Long> errors() {
    return errors;
  }

  /** Connections accepted. */
  public long connections() {
    return connections;
  }

  /** Commands that ran. */
  public long commandCount() {
    return commandCount;
  }

  /** Keys looked for and found. */
  public long hits() {
    return hits;
  }

  /** Keys looked for in vain. */
  public long misses() {
    return misses;
  }

  /** Keys removed because their time was over. */
  public long expiredKeys() {
    return expiredKeys;
  }

  /** Keys removed to make room. */
  public long evictedKeys() {
    return evictedKeys;
  }

  /** Connections refused because there were too many. */
  public long rejectedConnections() {
    return rejectedConnections;
  }

  /** Changes since the data was last saved. */
  public long changesSinceSave() {
    return changesSinceSave;
  }
}
