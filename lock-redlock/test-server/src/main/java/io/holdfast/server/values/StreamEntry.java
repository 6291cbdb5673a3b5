package io.holdfast.server.values;

import io.holdfast.server.bytes.Bytes;
import java.util.List;

/**
 * An entry of a stream.
 *
 * @param id where it stands
 * @param fields names and values in turn
 */
public record StreamEntry(StreamId id, List<Bytes> fields) {}
