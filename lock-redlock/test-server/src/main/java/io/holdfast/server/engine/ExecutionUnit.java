package io.holdfast.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What happens as one: a command, a transaction, a script, a round of expiry. Units nest, and only
 * when the outermost closes is anybody told, once: first the logs and replicas, then those who
 * listen for keys, then those who wait for keys.
 */
final class ExecutionUnit {

  private final List<EffectSink> sinks = new ArrayList<>();
  private final KeyEvents events;
  private final BlockedClients blocked;
  private final Consumer<Session> goOn;
  private List<Effect> effects = new ArrayList<>();
  private int depth;
  private boolean serving;

  /**
   * A unit that is not open.
   *
   * @param goOn runs what a session that waited has sent meanwhile
   */
  ExecutionUnit(KeyEvents events, BlockedClients blocked, Consumer<Session> goOn) {
    this.events = events;
    this.blocked = blocked;
    this.goOn = goOn;
  }

  void sink(EffectSink sink) {
    sinks.add(sink);
  }

  /** Opens a unit; says whether it is the outermost. */
  boolean open() {
    return depth++ == 0;
  }

  /** Whether anybody wants the effects. */
  boolean hasSinks() {
    return !sinks.isEmpty();
  }

  void add(List<Effect> more) {
    effects.addAll(more);
  }

  void add(Effect effect) {
    if (!sinks.isEmpty()) {
      effects.add(effect);
    }
  }

  boolean isOpen() {
    return depth > 0;
  }

  /** Closes a unit; says whether it was the outermost. */
  boolean close() {
    if (--depth > 0) {
      return false;
    }
    if (!effects.isEmpty()) {
      List<Effect> all = effects;
      effects = new ArrayList<>();
      sinks.forEach(sink -> sink.apply(all));
    }
    events.publish();
    if (!serving && blocked.hasReady()) {
      serving = true;
      List<Session> served;
      try {
        served = blocked.serveReady();
      } finally {
        serving = false;
      }
      // Only when all have been served, as those who wait come before what they have sent since.
      served.forEach(goOn);
    }
    return true;
  }
}
