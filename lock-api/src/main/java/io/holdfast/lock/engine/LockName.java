package io.holdfast.lock.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What may be the name of a lock. */
final class LockName {

  private static final int MOST_BYTES = 512;

  private LockName() {}

  /** The name, or a refusal in one sentence. */
  static String required(String name) {
    Objects.requireNonNull(name, "lock name must not be null");
    if (name.isBlank()) {
      throw new IllegalArgumentException("lock name must not be blank");
    }
    int control = (int) name.chars().filter(Character::isISOControl).count();
    if (control > 0) {
      throw new IllegalArgumentException(
          "lock name must be text without control characters, had " + control + " of them");
    }
    int bytes = utf8Length(name);
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "lock name must be 1..%d bytes of UTF-8, was %d".formatted(MOST_BYTES, bytes));
    }
    if (name.charAt(0) == '}') {
      // An empty hash tag would send the keys of one lock to different cluster slots.
      throw new IllegalArgumentException("lock name must not begin with '}', was '" + name + "'");
    }
    return name;
  }

  private static int utf8Length(String name) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
      return encoded.remaining();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("lock name must be text, had half of a character", e);
    }
  }
}
