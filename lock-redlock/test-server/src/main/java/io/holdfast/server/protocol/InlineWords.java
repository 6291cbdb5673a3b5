package io.holdfast.server.protocol;

import io.holdfast.server.bytes.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a line into words as {@code sdssplitargs} does: quotes, and escapes in double quotes. */
public final class InlineWords {

  private final byte[] line;
  private int at;

  private InlineWords(byte[] line) {
    this.line = line;
  }

  /** The words, or null where quotes do not match. */
  public static @Nullable List<Bytes> split(byte[] line) {
    InlineWords splitter = new InlineWords(line);
    List<Bytes> words = new ArrayList<>();
    while (splitter.skipSpaces()) {
      Bytes word = splitter.word();
      if (word == null) {
        return null;
      }
      words.add(word);
    }
    return words;
  }

  private boolean skipSpaces() {
    while (at < line.length && isSpace(line[at])) {
      at++;
    }
    return at < line.length;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r') || b == 0;
  }

  private @Nullable Bytes word() {
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    while (at < line.length && !isSpace(line[at])) {
      byte b = line[at++];
      if (b == '"' || b == '\'') {
        if (!quoted(word, b)) {
          return null;
        }
        if (at < line.length && !isSpace(line[at])) {
          return null; // A closing quote ends its word.
        }
      } else {
        word.write(b);
      }
    }
    return Bytes.wrap(word.toByteArray());
  }

  private boolean quoted(ByteArrayOutputStream word, byte quote) {
    while (at < line.length) {
      byte b = line[at++];
      if (b == quote) {
        return true;
      }
      if (b == '\\' && quote == '"' && at < line.length) {
        escape(word);
      } else if (b == '\\' && quote == '\'' && at < line.length && line[at] == '\'') {
        word.write(line[at++]);
      } else {
        word.write(b);
      }
    }
    return false;
  }

  private void escape(ByteArrayOutputStream word) {
    byte b = line[at++];
    if (b == 'x' && at + 1 < line.length && hex(line[at]) >= 0 && hex(line[at + 1]) >= 0) {
      word.write(hex(line[at]) * 16 + hex(line[at + 1]));
      at += 2;
      return;
    }
    word.write(
        switch (b) {
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'b' -> '\b';
          case 'a' -> 7;
          default -> b;
        });
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
