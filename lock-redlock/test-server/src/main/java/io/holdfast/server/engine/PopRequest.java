package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.List;

/**
 * What LMPOP and ZMPOP ask for: elements of the first of several keys that has any.
 *
 * @param keys where to look, in this order
 * @param first whether from the end that is named first
 * @param count how many elements at most
 */
public record PopRequest(List<Bytes> keys, boolean first, long count) {

  /**
   * Reads it from a request.
   *
   * @param numberAt the place of the number of keys; the keys, an end and an option follow
   * @param one the word for the first end
   * @param other the word for the other
   */
  public static PopRequest parse(Call call, int numberAt, String one, String other) {
    long number = call.number(numberAt, 1, "numkeys should be greater than 0");
    if (number >= call.size() - numberAt - 1) {
      throw CommandError.syntax();
    }
    int endAt = numberAt + 1 + (int) number;
    boolean first = call.isWord(endAt, one);
    if (!first && !call.isWord(endAt, other)) {
      throw CommandError.syntax();
    }
    long count = 1;
    for (int i = endAt + 1; i < call.size(); i += 2) {
      if (i > endAt + 1 || !call.isWord(i, "count") || !call.has(i + 1)) {
        throw CommandError.syntax();
      }
      count = call.number(i + 1, 1, "count should be greater than 0");
    }
    return new PopRequest(call.keys(numberAt + 1, (int) number), first, count);
  }
}
