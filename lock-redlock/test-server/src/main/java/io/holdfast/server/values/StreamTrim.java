package io.holdfast.server.values;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream is trimmed: to a length, or to an id.
 *
 * @param length how many entries stay; what counts where there is no id
 * @param oldest the lowest id that stays, or null
 * @param approximate whether only whole nodes go
 * @param limit how many entries are removed at most; zero for no limit
 */
public record StreamTrim(long length, @Nullable StreamId oldest, boolean approximate, long limit) {

  boolean isDone(StreamValue stream) {
    return oldest == null && stream.length() <= length;
  }

  boolean takesAll(StreamNode node, StreamValue stream) {
    return oldest == null ? stream.length() - node.live() >= length : node.last().isBefore(oldest);
  }

  boolean stopsAt(StreamId id, StreamValue stream) {
    return oldest == null ? stream.length() <= length : !id.isBefore(oldest);
  }
}
