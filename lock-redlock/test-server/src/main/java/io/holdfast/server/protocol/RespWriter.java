package io.holdfast.server.protocol;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes replies in RESP2 or RESP3 into a growing buffer, from which the peer is served. */
public final class RespWriter implements ReplyWriter {

  private static final int KEPT_WHEN_EMPTY = 64 * 1024;
  private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private byte[] buffer = new byte[512];
  private int start;
  private int end;
  private boolean resp3;

  /** Whether replies are in RESP3 from now on. */
  public void resp3(boolean newer) {
    resp3 = newer;
  }

  @Override
  public boolean isResp3() {
    return resp3;
  }

  /** The pending bytes are {@link #size()} ones of this array from {@link #offset()}. */
  public byte[] array() {
    return buffer;
  }

  /** Where the pending bytes begin. */
  public int offset() {
    return start;
  }

  /** How many bytes are pending. */
  public int size() {
    return end - start;
  }

  /** That many bytes have been sent. */
  public void sent(int bytes) {
    start += bytes;
    if (start == end) {
      start = 0;
      end = 0;
      if (buffer.length > KEPT_WHEN_EMPTY) {
        buffer = new byte[512];
      }
    }
  }

  @Override
  public int mark() {
    return end - start;
  }

  @Override
  public void reset(int mark) {
    end = start + mark;
  }

  @Override
  public void ok() {
    raw(OK);
  }

  @Override
  public void status(String text) {
    line('+', text);
  }

  @Override
  public void error(String text) {
    line('-', text);
  }

  @Override
  public void integer(long number) {
    header(':', number);
  }

  @Override
  public void bulk(Bytes text) {
    int length = text.length();
    header('$', length);
    room(length + 2);
    System.arraycopy(text.array(), 0, buffer, end, length);
    end += length;
    crlf();
  }

  @Override
  public void nil() {
    raw(resp3 ? "_\r\n" : "$-1\r\n");
  }

  @Override
  public void nilArray() {
    raw(resp3 ? "_\r\n" : "*-1\r\n");
  }

  @Override
  public void array(int size) {
    header('*', size);
  }

  @Override
  public void map(int size) {
    header(resp3 ? '%' : '*', resp3 ? size : 2L * size);
  }

  @Override
  public void set(int size) {
    header(resp3 ? '~' : '*', size);
  }

  @Override
  public void push(int size) {
    header(resp3 ? '>' : '*', size);
  }

  @Override
  public void real(double number, Bytes text) {
    if (resp3) {
      line(',', text.latin());
    } else {
      bulk(text);
    }
  }

  @Override
  public void bool(boolean truth) {
    if (resp3) {
      raw(truth ? "#t\r\n" : "#f\r\n");
    } else {
      integer(truth ? 1 : 0);
    }
  }

  @Override
  public void verbatim(String format, Bytes text) {
    if (!resp3) {
      bulk(text);
      return;
    }
    header('=', text.length() + 4L);
    raw(format + ":");
    raw(text.array());
    room(2);
    crlf();
  }

  /** A whole number of any size, in decimal; RESP2 has it as a string. */
  public void bigNumber(String digits) {
    if (resp3) {
      line('(', digits);
    } else {
      bulk(digits);
    }
  }

  /** The header of attributes, before the reply that they are about; RESP2 has none. */
  public void attributes(int size) {
    header('|', size);
  }

  private void header(char kind, long number) {
    room(24);
    buffer[end++] = (byte) kind;
    if (number >= 0 && number < 10) {
      buffer[end++] = (byte) ('0' + number);
    } else {
      digits(number);
    }
    crlf();
  }

  private void digits(long number) {
    if (number == Long.MIN_VALUE) {
      raw(Long.toString(number));
      room(2);
      return;
    }
    long rest = Math.abs(number);
    if (number < 0) {
      buffer[end++] = '-';
    }
    int count = 1;
    for (long power = rest; power >= 10; power /= 10) {
      count++;
    }
    for (int i = end + count - 1; i >= end; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    end += count;
  }

  private void line(char kind, String text) {
    room(1);
    buffer[end++] = (byte) kind;
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
    raw(bytes);
    room(2);
    crlf();
  }

  private void raw(String text) {
    raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, end, bytes.length);
    end += bytes.length;
  }

  private void crlf() {
    buffer[end++] = '\r';
    buffer[end++] = '\n';
  }

  private void room(int bytes) {
    if (buffer.length - end >= bytes) {
      return;
    }
    int used = end - start;
    byte[] target =
        buffer.length >= used + bytes && start > buffer.length / 2
            ? buffer
            : Arrays.copyOf(buffer, Math.max(used + bytes, 2 * buffer.length));
    System.arraycopy(buffer, start, target, 0, used);
    buffer = target;
    start = 0;
    end = used;
  }
}
