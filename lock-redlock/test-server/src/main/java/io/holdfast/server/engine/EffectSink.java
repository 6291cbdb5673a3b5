package io.holdfast.server.engine;

import java.util.List;

/** Who is given what writes did: a log, or replicas. */
@FunctionalInterface
public interface EffectSink {

  /**
   * Takes the effects of one execution unit, in order and at least one. Several are to be applied
   * together or not at all.
   */
  void apply(List<Effect> effects);
}
