package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;

/**
 * The first line of a library of functions: {@code #!lua name=mylib}.
 *
 * @param name the library's name
 * @param length how many bytes of the source it takes, up to its line's end
 */
record LibraryHeader(String name, int length) {

  static LibraryHeader of(Bytes source) {
    String text = source.latin();
    int end = text.indexOf('\n');
    if (!text.startsWith("#!")) {
      throw new CommandError("ERR Missing library metadata");
    }
    if (end < 0) {
      throw new CommandError("ERR Invalid library metadata");
    }
    String[] words = text.substring(2, end).strip().split("\\s+", -1);
    String name = null;
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith("name=")) {
        throw new CommandError("ERR Invalid metadata value given: " + words[i]);
      }
      if (name != null) {
        throw new CommandError(
            "ERR Invalid metadata value, name argument was given multiple times");
      }
      name = words[i].substring("name=".length());
    }
    if (name == null) {
      throw new CommandError("ERR Library name was not given");
    }
    if (!isName(name)) {
      throw new CommandError("ERR " + NAME_RULE);
    }
    if (!words[0].equalsIgnoreCase("lua")) {
      throw new CommandError("ERR Engine '" + words[0] + "' not found");
    }
    return new LibraryHeader(name, end);
  }

  /** What is said of a name that is none. */
  static final String NAME_RULE =
      "Library names can only contain letters, numbers, or underscores(_) and must be at least one"
          + " character long";

  /** Whether libraries and functions may be called so. */
  static boolean isName(String text) {
    return text.matches("[A-Za-z0-9_]+");
  }
}
