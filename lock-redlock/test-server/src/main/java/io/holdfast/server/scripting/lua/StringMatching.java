package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The functions of {@code string} that search by a pattern. */
final class StringMatching {

  private static final String SPECIALS = "^$*+?.([%-";

  private StringMatching() {}

  static void install(LibraryFunction.Installer installer) {
    installer
        .add("find", a -> search(a, true))
        .add("match", a -> search(a, false))
        .add("gmatch", StringMatching::iterate)
        .add("gsub", StringMatching::substitute);
    installer.library().set("gfind", installer.library().get("gmatch"));
  }

  private static boolean isAnchored(Bytes pattern) {
    return pattern.length() > 0 && pattern.at(0) == '^';
  }

  private static @Nullable Object search(Arguments arguments, boolean wantsPositions) {
    Bytes text = arguments.string(1);
    Bytes pattern = arguments.string(2);
    long position = StringLibrary.position(arguments.integer(3, 1), text.length()) - 1;
    int from = (int) Math.min(Math.max(0, position), text.length());
    if (wantsPositions && (Values.isTrue(arguments.get(4)) || isPlain(pattern))) {
      int found = indexOf(text, pattern, from);
      return found < 0
          ? null
          : new Object[] {(double) (found + 1), (double) (found + pattern.length())};
    }
    Pattern matcher = new Pattern(arguments.runtime, text, pattern);
    int skipped = isAnchored(pattern) ? 1 : 0;
    for (int start = from; start <= text.length(); start++) {
      int end = matcher.match(start, skipped);
      if (end >= 0) {
        return wantsPositions ? positions(matcher, start, end) : matcher.captures(start, end);
      }
      if (skipped > 0) {
        break;
      }
    }
    return null;
  }

  private static Object positions(Pattern matcher, int start, int end) {
    Object[] results = new Object[2 + matcher.captureCount()];
    results[0] = (double) (start + 1);
    results[1] = (double) end;
    for (int i = 2; i < results.length; i++) {
      results[i] = matcher.capture(i - 2, start, end);
    }
    return results;
  }

  /** C looks for specials up to a zero byte only. */
  private static boolean isPlain(Bytes pattern) {
    for (byte value : pattern.array()) {
      if (value == 0) {
        break;
      }
      if (SPECIALS.indexOf(value) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(Bytes text, Bytes wanted, int from) {
    for (int i = from; i <= text.length() - wanted.length(); i++) {
      if (java.util.Arrays.equals(
          text.array(), i, i + wanted.length(), wanted.array(), 0, wanted.length())) {
        return i;
      }
    }
    return -1;
  }

  private static Object iterate(Arguments arguments) {
    LuaRuntime runtime = arguments.runtime;
    return new Iterator(runtime, arguments.string(1), arguments.string(2));
  }

  /** What {@code gmatch} returns: a function that remembers where it is. */
  private static final class Iterator extends LuaFunction {

    private final LuaRuntime runtime;
    private final Bytes text;
    private final Bytes pattern;
    private int position;

    Iterator(LuaRuntime runtime, Bytes text, Bytes pattern) {
      this.runtime = runtime;
      this.text = text;
      this.pattern = pattern;
    }

    @Override
    public Object callAll(@Nullable Object[] arguments) {
      Pattern matcher = new Pattern(runtime, text, pattern);
      for (int start = position; start <= text.length(); start++) {
        int end = matcher.match(start, 0);
        if (end >= 0) {
          position = end == start ? end + 1 : end;
          return matcher.captures(start, end);
        }
      }
      return Results.NONE;
    }
  }

  private static Object substitute(Arguments arguments) {
    Bytes text = arguments.string(1);
    Bytes pattern = arguments.string(2);
    Substitution substitution = new Substitution(arguments, text);
    int most = arguments.small(4, text.length() + 1);
    Pattern matcher = new Pattern(arguments.runtime, text, pattern);
    int skipped = isAnchored(pattern) ? 1 : 0;
    LuaStringBuilder result = new LuaStringBuilder();
    int position = 0;
    int count = 0;
    while (count < most) {
      int end = matcher.match(position, skipped);
      if (end >= 0) {
        count++;
        substitution.append(matcher, position, end, result);
      }
      if (end > position) {
        position = end;
      } else if (position < text.length()) {
        result.append(text.at(position++));
      } else {
        break;
      }
      if (skipped > 0) {
        break;
      }
    }
    result.append(text.array(), position, text.length() - position);
    return new Object[] {result.toBytes(), (double) count};
  }
}
