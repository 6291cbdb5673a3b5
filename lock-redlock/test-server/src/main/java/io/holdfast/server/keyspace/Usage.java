package io.holdfast.server.keyspace;

import java.util.random.RandomGenerator;

/**
 * How lately or how often keys are used, in one small number each, as evict.c of Redis keeps it.
 *
 * <p>For the policies by time it is a clock of seconds that runs over after 194 days. For those by
 * frequency it is sixteen bits of minutes, when the counter was last reduced, and eight bits of a
 * counter that grows by chance, ever more slowly, so that 255 stands for about a million uses.
 */
public final class Usage {

  private static final int CLOCK_MASK = (1 << 24) - 1;
  private static final int MINUTES_MASK = (1 << 16) - 1;
  private static final int MOST = 255;
  private static final int OF_A_NEW_KEY = 5;

  private final RandomGenerator entropy;
  private boolean byFrequency;
  private long logFactor = 10;
  private int decayMinutes = 1;

  Usage(RandomGenerator entropy) {
    this.entropy = entropy;
  }

  /** Has keys counted by how often they are used, instead of kept by how lately. */
  public void byFrequency(boolean frequency) {
    byFrequency = frequency;
  }

  /**
   * How the counters of frequency move.
   *
   * @param factor how slowly they grow, {@code lfu-log-factor}
   * @param minutes after how long without use they shrink by one, {@code lfu-decay-time}; zero for
   *     never
   */
  public void frequency(long factor, int minutes) {
    logFactor = factor;
    decayMinutes = minutes;
  }

  /** Whether keys are counted by how often they are used. */
  public boolean isByFrequency() {
    return byFrequency;
  }

  void created(Entry entry, long nowMillis) {
    entry.usage(byFrequency ? minutes(nowMillis) << 8 | OF_A_NEW_KEY : clock(nowMillis));
  }

  void used(Entry entry, long nowMillis) {
    entry.usage(
        byFrequency
            ? minutes(nowMillis) << 8 | grown(frequency(entry, nowMillis))
            : clock(nowMillis));
  }

  private int grown(int counter) {
    if (counter == MOST) {
      return MOST;
    }
    double above = Math.max(0, counter - OF_A_NEW_KEY);
    return entropy.nextDouble() < 1 / (above * logFactor + 1) ? counter + 1 : counter;
  }

  /** The counter of frequency, less what time has taken from it. */
  public int frequency(Entry entry, long nowMillis) {
    int counter = entry.usage() & MOST;
    if (decayMinutes == 0) {
      return counter;
    }
    int elapsed = minutes(nowMillis) - (entry.usage() >> 8 & MINUTES_MASK) & MINUTES_MASK;
    return Math.max(0, counter - elapsed / decayMinutes);
  }

  /** How many seconds ago the key was last used. */
  public int idleSeconds(Entry entry, long nowMillis) {
    return clock(nowMillis) - entry.usage() & CLOCK_MASK;
  }

  /** Sets how long ago the key was last used, as RESTORE can. */
  public void idleSeconds(Entry entry, long seconds, long nowMillis) {
    entry.usage((int) (clock(nowMillis) - seconds) & CLOCK_MASK);
  }

  /** Sets the counter of frequency, as RESTORE can. */
  public void frequency(Entry entry, int counter, long nowMillis) {
    entry.usage(minutes(nowMillis) << 8 | counter);
  }

  private static int clock(long nowMillis) {
    return (int) (nowMillis / 1_000) & CLOCK_MASK;
  }

  private static int minutes(long nowMillis) {
    return (int) (nowMillis / 60_000) & MINUTES_MASK;
  }
}
