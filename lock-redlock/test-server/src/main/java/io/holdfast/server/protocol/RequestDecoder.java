package io.holdfast.server.protocol;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns received bytes into requests: arrays of bulk strings, or lines as a person types them.
 * Keeps what is not complete for the next time, and never more than the limits allow. Limits and
 * messages as in networking.c of Redis 7.0.
 */
public final class RequestDecoder {

  private static final int MOST_INLINE = 64 * 1024;
  private static final int MOST_WORDS = 1024 * 1024;
  private static final int MOST_WORDS_BEFORE_AUTH = 10;
  private static final int MOST_BULK_BEFORE_AUTH = 16 * 1024;
  private static final int WORDS_TAKEN_ON_TRUST = 64;
  private static final int UNKNOWN = -1;

  private byte[] buffer = new byte[1024];
  private int start;
  private int end;
  // Where the decoder is in a multibulk request.
  private Bytes[] words = {};
  private int wordsExpected;
  private int wordsRead;
  private int bulkLength = UNKNOWN;

  /** Takes received bytes. */
  public void feed(byte[] source, int offset, int length) {
    if (buffer.length - end < length) {
      makeRoom(length);
    }
    System.arraycopy(source, offset, buffer, end, length);
    end += length;
  }

  private void makeRoom(int length) {
    int kept = end - start;
    byte[] target =
        buffer.length - kept < length
            ? new byte[Math.max(kept + length, Math.min(2 * buffer.length, 1 << 30))]
            : buffer;
    System.arraycopy(buffer, start, target, 0, kept);
    buffer = target;
    start = 0;
    end = kept;
  }

  /** How many received bytes wait to be decoded. */
  public int pendingBytes() {
    return end - start;
  }

  /**
   * The next complete request, or null until more bytes come. Never empty.
   *
   * @param maxBulk the longest bulk string, {@code proto-max-bulk-len}
   * @param authenticated whether the peer has the right to send large requests
   */
  public Bytes @Nullable [] next(long maxBulk, boolean authenticated) throws ProtocolException {
    while (wordsExpected == 0) {
      if (start == end) {
        return null;
      }
      if (buffer[start] == '*') {
        if (!header(authenticated)) {
          return null;
        }
      } else {
        Bytes[] line = inline();
        if (line == null || line.length > 0) {
          return line;
        }
      }
    }
    return multibulk(maxBulk, authenticated);
  }

  private boolean header(boolean authenticated) throws ProtocolException {
    int lineEnd = lineEnd("too big mbulk count string");
    if (lineEnd < 0) {
      return false;
    }
    long count = Numbers.parse(buffer, start + 1, lineEnd);
    if (count == Numbers.NO_NUMBER || count > MOST_WORDS) {
      throw new ProtocolException("invalid multibulk length");
    }
    if (!authenticated && count > MOST_WORDS_BEFORE_AUTH) {
      throw new ProtocolException("unauthenticated multibulk length");
    }
    start = lineEnd + 2;
    wordsExpected = (int) Math.max(0, count);
    wordsRead = 0;
    words = new Bytes[Math.min(wordsExpected, WORDS_TAKEN_ON_TRUST)];
    return true;
  }

  private Bytes @Nullable [] multibulk(long maxBulk, boolean authenticated)
      throws ProtocolException {
    while (wordsRead < wordsExpected) {
      if (bulkLength == UNKNOWN && !bulkHeader(maxBulk, authenticated)) {
        return null;
      }
      if (end - start - 2 < bulkLength) {
        return null;
      }
      if (wordsRead == words.length) {
        words = Arrays.copyOf(words, Math.min(wordsExpected, 2 * wordsRead));
      }
      words[wordsRead++] = Bytes.copyOf(buffer, start, bulkLength);
      start += bulkLength + 2;
      bulkLength = UNKNOWN;
    }
    wordsExpected = 0;
    return words;
  }

  private boolean bulkHeader(long maxBulk, boolean authenticated) throws ProtocolException {
    int lineEnd = lineEnd("too big bulk count string");
    if (lineEnd < 0) {
      return false;
    }
    if (buffer[start] != '$') {
      throw new ProtocolException("expected '$', got '" + (char) (buffer[start] & 0xff) + "'");
    }
    long length = Numbers.parse(buffer, start + 1, lineEnd);
    if (length < 0 || length > maxBulk) {
      throw new ProtocolException("invalid bulk length");
    }
    if (!authenticated && length > MOST_BULK_BEFORE_AUTH) {
      throw new ProtocolException("unauthenticated bulk length");
    }
    if (length > Integer.MAX_VALUE - 64) {
      throw new ProtocolException("invalid bulk length"); // No array is that long.
    }
    start = lineEnd + 2;
    bulkLength = (int) length;
    return true;
  }

  private int lineEnd(String tooLong) throws ProtocolException {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\r') {
        return i + 1 < end ? i : UNKNOWN;
      }
    }
    if (end - start > MOST_INLINE) {
      throw new ProtocolException(tooLong);
    }
    return UNKNOWN;
  }

  // ---- inline

  private Bytes @Nullable [] inline() throws ProtocolException {
    int newline = start;
    while (newline < end && buffer[newline] != '\n') {
      newline++;
    }
    if (newline == end) {
      if (end - start > MOST_INLINE) {
        throw new ProtocolException("too big inline request");
      }
      return null;
    }
    int lineEnd = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    byte[] line = Arrays.copyOfRange(buffer, start, lineEnd);
    start = newline + 1;
    List<Bytes> split = InlineWords.split(line);
    if (split == null) {
      throw new ProtocolException("unbalanced quotes in request");
    }
    return split.toArray(Bytes[]::new);
  }
}
