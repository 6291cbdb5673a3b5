package io.holdfast.server.scripting.lua;

/**
 * How messages name a chunk: a file's name after {@code @}, a text after {@code =}, else source.
 */
final class ChunkName {

  /** Longest form before a run-time error. */
  static final int IN_ERRORS = 60;

  /** Longest form before a syntax error. */
  static final int IN_SYNTAX_ERRORS = 80;

  private static final String BEFORE = "[string \"";
  private static final String AFTER = "\"]";
  private static final String CUT = "...";

  private ChunkName() {}

  static String shown(String name, int size) {
    if (name.startsWith("=")) {
      return name.substring(1, Math.min(name.length(), size));
    }
    if (name.startsWith("@")) {
      String file = name.substring(1);
      int room = size - " '...' ".length() - 1;
      return file.length() > room ? CUT + file.substring(file.length() - room) : file;
    }
    int lineEnd = lineEnd(name);
    int room = size - " [string \"...\"] ".length() - 1;
    int shown = Math.min(lineEnd, room);
    return BEFORE + name.substring(0, shown) + (shown < name.length() ? CUT : "") + AFTER;
  }

  private static int lineEnd(String name) {
    int end = 0;
    while (end < name.length() && name.charAt(end) != '\n' && name.charAt(end) != '\r') {
      end++;
    }
    return end;
  }
}
