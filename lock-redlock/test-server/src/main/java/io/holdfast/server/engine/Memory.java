package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.keyspace.Eviction;
import io.holdfast.server.keyspace.EvictionPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much memory is used, and what happens when {@code maxmemory} is reached: keys are evicted,
 * and what would need more is refused before it has any effect.
 */
public final class Memory {

  /** What a real server takes without a key, so that limits chosen for one are met here too. */
  private static final long EMPTY_SERVER_BYTES = 960_000;

  private static final String REFUSAL = "OOM command not allowed when used memory > 'maxmemory'.";

  // What ends a transaction is not refused, whatever its queue has taken.
  private static final Set<String> NEVER_REFUSED_IN_TRANSACTIONS =
      Set.of("exec", "discard", "quit", "reset");

  private final Engine engine;
  private final ServerConfig config;
  private final Eviction eviction;
  private EvictionPolicy policy = EvictionPolicy.NOEVICTION;
  private long peakBytes;

  Memory(Engine engine) {
    this.engine = engine;
    this.config = engine.config();
    this.eviction = new Eviction(engine.keyspace(), engine.host().entropy());
    config.maxMemoryPolicy.whenSet(this::policy);
    config.lfuLogFactor.whenSet(factor -> frequency());
    config.lfuDecayMinutes.whenSet(minutes -> frequency());
    config.maxMemory.onChange(bytes -> engine.host().after(Duration.ZERO, this::makeRoom));
    engine.gates().add(Gates.Place.MEMORY, this::refusal);
  }

  private void policy(String word) {
    policy = EvictionPolicy.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    engine.keyspace().usage().byFrequency(policy.isByFrequency());
    eviction.reset();
  }

  private void frequency() {
    int decayMinutes = Math.toIntExact(config.lfuDecayMinutes.get());
    engine.keyspace().usage().frequency(config.lfuLogFactor.get(), decayMinutes);
  }

  /** Which keys go when memory is full. */
  public EvictionPolicy policy() {
    return policy;
  }

  /** How many bytes are used, about. */
  public long usedBytes() {
    long used = EMPTY_SERVER_BYTES + engine.keyspace().usedBytes();
    peakBytes = Math.max(peakBytes, used);
    return used;
  }

  /** The most that {@link #usedBytes()} has ever found. */
  public long peakBytes() {
    return Math.max(peakBytes, usedBytes());
  }

  /** How many bytes are used by the server without its keys. */
  public long overheadBytes() {
    return EMPTY_SERVER_BYTES;
  }

  /** Whether more is used than is allowed. */
  public boolean isFull() {
    long most = config.maxMemory.get();
    return most > 0 && usedBytes() > most;
  }

  /** Evicts keys until no more is used than is allowed; says whether that was achieved. */
  boolean makeRoom() {
    if (!isFull()) {
      return true;
    }
    boolean[] evicting = {true};
    while (evicting[0] && isFull()) {
      engine.inUnit(
          () ->
              evicting[0] =
                  eviction.evictOne(policy, Math.toIntExact(config.maxMemorySamples.get())));
    }
    return !isFull();
  }

  private @Nullable String refusal(Session session, CommandSpec spec, Bytes[] words) {
    return config.maxMemory.get() > 0 && !makeRoom() && needsMemory(session, spec) ? REFUSAL : null;
  }

  private static boolean needsMemory(Session session, CommandSpec spec) {
    Transaction transaction = session.transaction();
    if (transaction == null) {
      return spec.is(CommandFlag.DENYOOM);
    }
    return spec.name().equals("exec")
        ? transaction.needsMemory()
        : !NEVER_REFUSED_IN_TRANSACTIONS.contains(spec.name());
  }
}
