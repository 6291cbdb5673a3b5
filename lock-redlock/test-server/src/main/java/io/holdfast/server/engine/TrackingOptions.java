package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.List;

/**
 * What CLIENT TRACKING ON was asked for.
 *
 * @param broadcast whether changes of all keys with one of the prefixes are told, read or not
 * @param optIn whether only keys are remembered that are read right after CLIENT CACHING YES
 * @param optOut whether keys are not remembered that are read right after CLIENT CACHING NO
 * @param noLoop whether the client's own changes are not told to it
 * @param redirect the session that is told instead, or zero
 * @param prefixes for broadcasts; never empty there
 */
public record TrackingOptions(
    boolean broadcast,
    boolean optIn,
    boolean optOut,
    boolean noLoop,
    long redirect,
    List<Bytes> prefixes) {

  /** Whether both are of the same kind, so that one may follow the other without a stop. */
  public boolean isLike(TrackingOptions other) {
    return broadcast == other.broadcast && optIn == other.optIn && optOut == other.optOut;
  }
}
