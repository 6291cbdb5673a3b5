package io.holdfast.server.commands.generic;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.ListValue;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SetValue;
import io.holdfast.server.values.SortedSetValue;
import io.holdfast.server.values.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SORT sorts: the elements of a list, a set or a sorted set, in the order that they have. */
final class SortSource {

  private SortSource() {}

  static List<Bytes> elements(@Nullable Entry entry, SortOptions options) {
    List<Bytes> elements = new ArrayList<>();
    if (entry == null) {
      return elements;
    }
    Value value = entry.value();
    if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        elements.add(list.at(i));
      }
      reverseIfAsked(elements, options);
    } else if (value instanceof SetValue set) {
      set.forEach(elements::add);
      if (options.leavesOrder() && options.store() != null) {
        Collections.sort(elements); // What is stored must be the same on every copy.
      }
    } else if (value instanceof SortedSetValue sorted) {
      for (ScoredMember one = sorted.first(); one != null; one = one.next()) {
        elements.add(one.member());
      }
      reverseIfAsked(elements, options);
    } else {
      throw CommandError.wrongType();
    }
    return elements;
  }

  /** What has an order of its own can be had backwards without being sorted. */
  private static void reverseIfAsked(List<Bytes> elements, SortOptions options) {
    if (options.leavesOrder() && options.descending()) {
      Collections.reverse(elements);
    }
  }
}
