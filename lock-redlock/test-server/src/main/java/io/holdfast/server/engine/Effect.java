package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;

/**
 * What a write did, as a request that does the same again on a copy of the data: times absolute,
 * random choices made, scripts as what they did.
 *
 * @param database where
 * @param words the request
 */
@SuppressWarnings("ArrayRecordComponent") // A request is never compared, and never changed.
public record Effect(int database, Bytes[] words) {

  /** An effect of these words. */
  public static Effect of(int database, Bytes... words) {
    return new Effect(database, words);
  }
}
