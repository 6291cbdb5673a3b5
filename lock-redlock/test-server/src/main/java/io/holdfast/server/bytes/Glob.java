package io.holdfast.server.bytes;

/** Glob patterns as {@code stringmatchlen} in Redis's util.c matches them. */
public final class Glob {

  private Glob() {}

  /** Whether the whole text matches. */
  public static boolean matches(Bytes pattern, Bytes text) {
    return matches(pattern.array(), 0, text.array(), 0);
  }

  private static boolean matches(byte[] pattern, int from, byte[] text, int start) {
    int p = from;
    int t = start;
    while (p < pattern.length && t < text.length) {
      switch (pattern[p]) {
        case '*' -> {
          return matchesStar(pattern, p, text, t);
        }
        case '?' -> t++;
        case '[' -> {
          int end = matchClass(pattern, p, text[t]);
          if (end < 0) {
            return false;
          }
          p = end;
          t++;
        }
        default -> {
          if (pattern[p] == '\\' && p + 1 < pattern.length) {
            p++;
          }
          if (pattern[p] != text[t]) {
            return false;
          }
          t++;
        }
      }
      p++;
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length && t == text.length;
  }

  private static boolean matchesStar(byte[] pattern, int star, byte[] text, int start) {
    int p = star;
    while (p + 1 < pattern.length && pattern[p + 1] == '*') {
      p++;
    }
    if (p + 1 == pattern.length) {
      return true;
    }
    for (int t = start; t <= text.length; t++) {
      if (matches(pattern, p + 1, text, t)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Matches one letter against the class that opens there.
   *
   * @return the index of the bracket that closes the class, or of the last byte where none does;
   *     negative where the letter is not in the class
   */
  private static int matchClass(byte[] pattern, int open, byte candidate) {
    int p = open + 1;
    boolean negated = p < pattern.length && pattern[p] == '^';
    if (negated) {
      p++;
    }
    boolean found = false;
    int c = candidate & 0xff;
    while (p < pattern.length && pattern[p] != ']') {
      if (pattern[p] == '\\' && p + 1 < pattern.length) {
        p++;
        found |= pattern[p] == candidate;
      } else if (p + 2 < pattern.length && pattern[p + 1] == '-') {
        int low = Math.min(pattern[p] & 0xff, pattern[p + 2] & 0xff);
        int high = Math.max(pattern[p] & 0xff, pattern[p + 2] & 0xff);
        found |= c >= low && c <= high;
        p += 2; // The end of a range is never the bracket that closes the class.
      } else {
        found |= pattern[p] == candidate;
      }
      p++;
    }
    return found != negated ? Math.min(p, pattern.length - 1) : -1;
  }
}
