package io.holdfast.server.commands.generic;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.values.HashValue;
import io.holdfast.server.values.StringValue;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of BY and GET: a key with a star where the element goes in, and perhaps an arrow to a
 * field of a hash. A single hash mark is the element itself.
 *
 * @param head what stands before the star, or null where there is no star
 * @param tail what stands behind it, in the key
 * @param field the field, or null
 * @param isElement whether the element itself is meant
 */
record SortPattern(@Nullable String head, String tail, @Nullable Bytes field, boolean isElement) {

  static SortPattern of(Bytes pattern) {
    String text = pattern.latin();
    if (text.equals("#")) {
      return new SortPattern(null, "", null, true);
    }
    int star = text.indexOf('*');
    if (star < 0) {
      return new SortPattern(null, "", null, false);
    }
    int arrow = text.indexOf("->", star + 1);
    boolean hasField = arrow >= 0 && arrow + 2 < text.length();
    return new SortPattern(
        text.substring(0, star),
        hasField ? text.substring(star + 1, arrow) : text.substring(star + 1),
        hasField ? Bytes.ofLatin(text.substring(arrow + 2)) : null,
        false);
  }

  /** What the pattern leads to from that element, or null. */
  @Nullable Bytes lookUp(Call call, Bytes element) {
    if (isElement) {
      return element;
    }
    if (head == null) {
      return null;
    }
    Entry entry = call.entry(Bytes.ofLatin(head + element.latin() + tail));
    if (entry == null) {
      return null;
    }
    if (field != null) {
      return entry.value() instanceof HashValue hash ? hash.get(field) : null;
    }
    return entry.value() instanceof StringValue string ? string.bytes() : null;
  }
}
