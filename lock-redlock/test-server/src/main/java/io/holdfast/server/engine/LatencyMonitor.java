package io.holdfast.server.engine;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What took longer than {@code latency-monitor-threshold}, by kind of event. */
public final class LatencyMonitor {

  private static final int MOST_SAMPLES = 160;

  /**
   * One delay.
   *
   * @param atSeconds when, since the epoch
   * @param millis how long
   */
  public record Sample(long atSeconds, long millis) {}

  /** The delays of one kind. */
  public static final class Event {
    private final Deque<Sample> samples = new ArrayDeque<>();
    private long worstMillis;

    private void add(Sample sample) {
      worstMillis = Math.max(worstMillis, sample.millis());
      Sample last = samples.peekLast();
      if (last != null && last.atSeconds() == sample.atSeconds()) {
        if (sample.millis() > last.millis()) { // The worst of each second is kept.
          samples.removeLast();
          samples.addLast(sample);
        }
        return;
      }
      if (samples.size() == MOST_SAMPLES) {
        samples.removeFirst();
      }
      samples.addLast(sample);
    }

    /** The delays, the oldest first; there is at least one. */
    public Deque<Sample> samples() {
      return samples;
    }

    /** The worst of all, those included that are forgotten. */
    public long worstMillis() {
      return worstMillis;
    }
  }

  private final ServerConfig config;
  private final Map<String, Event> events = new TreeMap<>();

  LatencyMonitor(ServerConfig config) {
    this.config = config;
  }

  void ran(Call call, long millis) {
    long threshold = config.latencyThresholdMillis.get();
    if (threshold > 0 && millis >= threshold) {
      String event = call.spec().is(CommandFlag.FAST) ? "fast-command" : "command";
      events
          .computeIfAbsent(event, any -> new Event())
          .add(new Sample(call.nowMillis() / 1_000, millis));
    }
  }

  /** All kinds of events of which there are samples, by name. */
  public Map<String, Event> events() {
    return Collections.unmodifiableMap(events);
  }

  /** Forgets the delays of one kind; says whether there were any. */
  public boolean forget(String event) {
    return events.remove(event) != null;
  }

  /** Forgets all; returns how many kinds there were. */
  public int clear() {
    int count = events.size();
    events.clear();
    return count;
  }
}
