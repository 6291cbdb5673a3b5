package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** Matches Lua's patterns: classes, sets, repetition, captures, balance and frontier. */
final class Pattern {

  private static final int MOST_CAPTURES = 32;
  private static final int MOST_DEPTH = 400;
  private static final int UNFINISHED = -1;
  private static final int POSITION = -2;
  private static final int NO_MATCH = -1;
  private static final char ESCAPE = '%';

  private final LuaRuntime runtime;
  private final byte[] subject;
  private final byte[] pattern;
  private final int[] starts = new int[MOST_CAPTURES];
  private final int[] lengths = new int[MOST_CAPTURES];
  private int captures;
  private int depth;

  Pattern(LuaRuntime runtime, Bytes subject, Bytes pattern) {
    this.runtime = runtime;
    this.subject = subject.array();
    this.pattern = pattern.array();
  }

  /** Where a match that begins at a position of the subject ends; below 0 if there is none. */
  int match(int from, int patternFrom) {
    captures = 0;
    depth = 0;
    return matchRest(from, patternFrom);
  }

  int captureCount() {
    return captures;
  }

  /** What a capture holds: a string or a position. */
  Object capture(int index, int matchStart, int matchEnd) {
    if (index >= captures) {
      if (index == 0) {
        return Bytes.copyOf(subject, matchStart, matchEnd - matchStart);
      }
      throw runtime.error("invalid capture index");
    }
    if (lengths[index] == UNFINISHED) {
      throw runtime.error("unfinished capture");
    }
    return lengths[index] == POSITION
        ? (Object) (double) (starts[index] + 1)
        : Bytes.copyOf(subject, starts[index], lengths[index]);
  }

  /** All captures, or the whole match if the pattern has none. */
  Object[] captures(int matchStart, int matchEnd) {
    Object[] all = new Object[Math.max(1, captures)];
    for (int i = 0; i < all.length; i++) {
      all[i] = capture(i, matchStart, matchEnd);
    }
    return all;
  }

  private int matchRest(int from, int patternFrom) {
    if (++depth > MOST_DEPTH) {
      throw runtime.error("pattern too complex");
    }
    try {
      return matchItems(from, patternFrom);
    } finally {
      depth--;
    }
  }

  private int matchItems(int from, int patternFrom) {
    int s = from;
    int p = patternFrom;
    while (p < pattern.length) {
      int first = pattern[p];
      if (first == '(') {
        return at(p + 1) == ')' ? open(s, p + 2, POSITION) : open(s, p + 1, UNFINISHED);
      }
      if (first == ')') {
        return close(s, p + 1);
      }
      if (first == '$' && p + 1 == pattern.length) {
        return s == subject.length ? s : NO_MATCH;
      }
      if (first == ESCAPE && isSpecialEscape(at(p + 1))) {
        s = matchSpecialEscape(s, p + 1);
        if (s < 0) {
          return NO_MATCH;
        }
        p = specialEscapeEnd(p + 1);
        continue;
      }
      int end = classEnd(p);
      int suffix = at(end);
      if (suffix == '*' || suffix == '+') {
        return longest(s, p, end, suffix == '+' ? 1 : 0);
      }
      if (suffix == '-') {
        return shortest(s, p, end);
      }
      boolean matches = matchesOne(s, p, end);
      if (suffix == '?') {
        int result = matches ? matchRest(s + 1, end + 1) : NO_MATCH;
        if (result >= 0) {
          return result;
        }
        p = end + 1;
      } else if (matches) {
        s++;
        p = end;
      } else {
        return NO_MATCH;
      }
    }
    return s;
  }

  private static boolean isSpecialEscape(int letter) {
    return letter == 'b' || letter == 'f' || isDigit(letter);
  }

  private int matchSpecialEscape(int s, int letter) {
    switch (at(letter)) {
      case 'b' -> {
        return balance(s, letter + 1);
      }
      case 'f' -> {
        if (at(letter + 1) != '[') {
          throw runtime.error("missing '[' after '%f' in pattern");
        }
        return isFrontier(s, letter + 1, classEnd(letter + 1)) ? s : NO_MATCH;
      }
      default -> {
        return repeatCapture(s, at(letter));
      }
    }
  }

  private int specialEscapeEnd(int letter) {
    return switch (at(letter)) {
      case 'b' -> letter + 3;
      case 'f' -> classEnd(letter + 1);
      default -> letter + 1;
    };
  }

  /** The byte of the pattern, or 0 behind its end. */
  private int at(int index) {
    return index < pattern.length ? pattern[index] & 0xff : 0;
  }

  private int longest(int from, int item, int itemEnd, int least) {
    int count = 0;
    while (matchesOne(from + count, item, itemEnd)) {
      count++;
    }
    for (; count >= least; count--) {
      int result = matchRest(from + count, itemEnd + 1);
      if (result >= 0) {
        return result;
      }
    }
    return NO_MATCH;
  }

  private int shortest(int from, int item, int itemEnd) {
    int s = from;
    while (true) {
      int result = matchRest(s, itemEnd + 1);
      if (result >= 0) {
        return result;
      }
      if (!matchesOne(s, item, itemEnd)) {
        return NO_MATCH;
      }
      s++;
    }
  }

  private int open(int s, int patternFrom, int kind) {
    if (captures >= MOST_CAPTURES) {
      throw runtime.error("too many captures");
    }
    starts[captures] = s;
    lengths[captures] = kind;
    captures++;
    int result = matchRest(s, patternFrom);
    if (result < 0) {
      captures--;
    }
    return result;
  }

  private int close(int s, int patternFrom) {
    int index = captures - 1;
    while (index >= 0 && lengths[index] != UNFINISHED) {
      index--;
    }
    if (index < 0) {
      throw runtime.error("invalid pattern capture");
    }
    lengths[index] = s - starts[index];
    int result = matchRest(s, patternFrom);
    if (result < 0) {
      lengths[index] = UNFINISHED;
    }
    return result;
  }

  private int repeatCapture(int s, int digit) {
    int index = digit - '1';
    if (index < 0 || index >= captures || lengths[index] == UNFINISHED) {
      throw runtime.error("invalid capture index");
    }
    int length = lengths[index];
    if (length < 0 || subject.length - s < length) {
      return NO_MATCH;
    }
    for (int i = 0; i < length; i++) {
      if (subject[starts[index] + i] != subject[s + i]) {
        return NO_MATCH;
      }
    }
    return s + length;
  }

  private int balance(int s, int operands) {
    if (operands + 1 >= pattern.length) {
      throw runtime.error("unbalanced pattern");
    }
    if (s >= subject.length || subject[s] != pattern[operands]) {
      return NO_MATCH;
    }
    int open = 1;
    for (int i = s + 1; i < subject.length; i++) {
      if (subject[i] == pattern[operands + 1]) {
        open--;
        if (open == 0) {
          return i + 1;
        }
      } else if (subject[i] == pattern[operands]) {
        open++;
      }
    }
    return NO_MATCH;
  }

  private boolean isFrontier(int s, int set, int setEnd) {
    int before = s == 0 ? 0 : subject[s - 1] & 0xff;
    int here = s < subject.length ? subject[s] & 0xff : 0;
    return !isInSet(before, set, setEnd - 1) && isInSet(here, set, setEnd - 1);
  }

  private int classEnd(int start) {
    int p = start + 1;
    if (pattern[start] == ESCAPE) {
      if (p == pattern.length) {
        throw runtime.error("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    if (pattern[start] != '[') {
      return p;
    }
    if (at(p) == '^') {
      p++;
    }
    do {
      if (p >= pattern.length) {
        throw runtime.error("malformed pattern (missing ']')");
      }
      p += pattern[p] == ESCAPE && p + 1 < pattern.length ? 2 : 1;
    } while (at(p) != ']' || p >= pattern.length);
    return p + 1;
  }

  private boolean matchesOne(int s, int item, int itemEnd) {
    if (s >= subject.length) {
      return false;
    }
    int value = subject[s] & 0xff;
    return switch (pattern[item]) {
      case '.' -> true;
      case ESCAPE -> isInClass(value, at(item + 1));
      case '[' -> isInSet(value, item, itemEnd - 1);
      default -> (pattern[item] & 0xff) == value;
    };
  }

  private boolean isInSet(int value, int set, int closing) {
    int p = set + 1;
    boolean isPositive = at(p) != '^';
    if (!isPositive) {
      p++;
    }
    for (; p < closing; p++) {
      if (pattern[p] == ESCAPE) {
        p++;
        if (isInClass(value, at(p))) {
          return isPositive;
        }
      } else if (at(p + 1) == '-' && p + 2 < closing) {
        if (at(p) <= value && value <= at(p + 2)) {
          return isPositive;
        }
        p += 2;
      } else if (at(p) == value) {
        return isPositive;
      }
    }
    return !isPositive;
  }

  private static boolean isInClass(int value, int letter) {
    boolean belongs;
    switch (letter | 0x20) {
      case 'a' -> belongs = isLetter(value);
      case 'c' -> belongs = value < ' ' || value == 0x7f;
      case 'd' -> belongs = isDigit(value);
      case 'l' -> belongs = value >= 'a' && value <= 'z';
      case 'p' -> belongs = value > ' ' && value < 0x7f && !isLetter(value) && !isDigit(value);
      case 's' -> belongs = value == ' ' || (value >= '\t' && value <= '\r');
      case 'u' -> belongs = value >= 'A' && value <= 'Z';
      case 'w' -> belongs = isLetter(value) || isDigit(value);
      case 'x' -> belongs = value < 0x80 && Character.digit(value, 16) >= 0;
      case 'z' -> belongs = value == 0;
      default -> {
        return letter == value;
      }
    }
    if (!isLetter(letter)) {
      return letter == value;
    }
    return (letter & 0x20) != 0 ? belongs : !belongs;
  }

  private static boolean isDigit(int value) {
    return value >= '0' && value <= '9';
  }

  private static boolean isLetter(int value) {
    return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
  }
}
