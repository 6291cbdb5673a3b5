package io.holdfast.server.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens as one: a command, a transaction, a script, a round of expiry. Units nest, and only
 * when the outermost closes is anybody told, once: first the logs and replicas, then those who
 * listen for keys, then those who wait for keys.
 */
final class ExecutionUnit {

  private final List<EffectSink> sinks = new ArrayList<>();
  private final KeyEvents events;
  private final BlockedClients blocked;
  private List<Effect> effects = new ArrayList<>();
  private int depth;
  private boolean serving;

  ExecutionUnit(KeyEvents events, BlockedClients blocked) {
    this.events = events;
    this.blocked = blocked;
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
      try {
        blocked.serveReady();
      } finally {
        serving = false;
      }
    }
    return true;
  }
}
