package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the first line of a script says of it: {@code #!lua flags=no-writes,allow-stale}.
 *
 * @param isThere whether there is such a line; without one a script may do anything
 * @param flags in small letters
 * @param length how many bytes of the script it takes, up to its line's end
 */
record Shebang(boolean isThere, Set<String> flags, int length) {

  private static final Shebang NONE = new Shebang(false, Set.of(), 0);
  private static final Set<String> KNOWN =
      Set.of("no-writes", "allow-oom", "allow-stale", "no-cluster", "allow-cross-slot-keys");

  /** Whether the script must not write. */
  boolean isReadOnly() {
    return flags.contains("no-writes");
  }

  /** Whether the script may run while memory is full. */
  boolean allowsOom() {
    return isReadOnly() || flags.contains("allow-oom");
  }

  static Shebang of(Bytes script) {
    String text = script.latin();
    if (!text.startsWith("#!")) {
      return NONE;
    }
    int end = text.indexOf('\n');
    if (end < 0) {
      throw new CommandError("ERR Invalid script shebang");
    }
    String[] words = text.substring(2, end).strip().split("\\s+", -1);
    if (!words[0].equals("lua")) {
      throw new CommandError("ERR Unexpected engine in script shebang: #!" + words[0]);
    }
    Set<String> flags = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith("flags=")) {
        throw new CommandError("ERR Unknown lua shebang option: " + words[i]);
      }
      addFlags(flags, words[i].substring("flags=".length()));
    }
    return new Shebang(true, flags, end);
  }

  private static void addFlags(Set<String> flags, String list) {
    for (String flag : list.split(",", -1)) {
      if (flag.isEmpty()) {
        continue;
      }
      if (!KNOWN.contains(flag.toLowerCase(Locale.ROOT))) {
        throw new CommandError("ERR Unexpected flag in script shebang: " + flag);
      }
      flags.add(flag.toLowerCase(Locale.ROOT));
    }
  }
}
