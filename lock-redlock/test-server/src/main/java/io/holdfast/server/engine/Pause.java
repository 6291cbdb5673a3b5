package io.holdfast.server.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds clients back for a while, as CLIENT PAUSE asks for. */
public final class Pause {

  private final Engine engine;
  private final Set<Session> heldBack = new LinkedHashSet<>();
  private long untilMillis;
  private boolean onlyWrites;

  Pause(Engine engine) {
    this.engine = engine;
  }

  /** Whether clients are held back now. */
  public boolean isOn() {
    return engine.host().wallMillis() < untilMillis;
  }

  /**
   * Begins a pause, or makes the present one longer or stricter, never shorter or milder.
   *
   * @param writesOnly whether reads go on
   */
  public void begin(Duration time, boolean writesOnly) {
    boolean milder = isOn() && !onlyWrites;
    onlyWrites = writesOnly && !milder;
    untilMillis = Math.max(untilMillis, engine.host().wallMillis() + time.toMillis());
    engine.host().after(time, this::endIfOver);
  }

  /** Ends the pause now. */
  public void end() {
    untilMillis = 0;
    release();
  }

  private void endIfOver() {
    if (!isOn()) {
      release();
    }
  }

  private void release() {
    List<Session> waiting = List.copyOf(heldBack);
    heldBack.clear();
    waiting.forEach(engine::goOn);
  }

  boolean holdsBack(Session session, CommandSpec spec) {
    if (untilMillis == 0 || !isOn() || isExempt(spec)) {
      return false;
    }
    heldBack.add(session);
    return true;
  }

  private boolean isExempt(CommandSpec spec) {
    boolean changes = spec.writes() || spec.is(CommandFlag.MAY_REPLICATE);
    return spec.name().startsWith("client|")
        || (onlyWrites && !changes && !TransactionWords.isExec(spec));
  }

  void forget(Session session) {
    heldBack.remove(session);
  }
}
