package io.holdfast.server.commands.generic;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SORT was asked for.
 *
 * @param by the pattern of the keys that hold what to sort by, or null for the elements themselves
 * @param gets the patterns of what to return, or none for the elements
 * @param descending whether the largest comes first
 * @param alphabetical whether texts are compared instead of numbers
 * @param offset how many to skip
 * @param count how many to return; all where negative
 * @param store where to put the result, or null
 */
record SortOptions(
    @Nullable Bytes by,
    List<Bytes> gets,
    boolean descending,
    boolean alphabetical,
    long offset,
    long count,
    @Nullable Bytes store) {

  /** Whether the elements stay as they are: a pattern without a star is the same for all. */
  boolean leavesOrder() {
    return by != null && by.latin().indexOf('*') < 0;
  }

  static SortOptions of(Call call, boolean mayStore) {
    Bytes by = null;
    Bytes store = null;
    List<Bytes> gets = new ArrayList<>();
    boolean descending = false;
    boolean alphabetical = false;
    long offset = 0;
    long count = -1;
    for (int i = 2; i < call.size(); i++) {
      boolean more = call.has(i + 1);
      if (call.isWord(i, "asc")) {
        descending = false;
      } else if (call.isWord(i, "desc")) {
        descending = true;
      } else if (call.isWord(i, "alpha")) {
        alphabetical = true;
      } else if (call.isWord(i, "limit") && call.has(i + 2)) {
        offset = call.integer(i + 1);
        count = call.integer(i + 2);
        i += 2;
      } else if (mayStore && call.isWord(i, "store") && more) {
        store = call.word(++i);
      } else if (call.isWord(i, "by") && more) {
        by = call.word(++i);
      } else if (call.isWord(i, "get") && more) {
        gets.add(call.word(++i));
      } else {
        throw CommandError.syntax();
      }
    }
    return new SortOptions(by, gets, descending, alphabetical, offset, count, store);
  }
}
