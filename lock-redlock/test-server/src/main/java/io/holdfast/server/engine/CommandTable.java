package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands of a server by name. */
public final class CommandTable {

  private final Map<Bytes, CommandSpec> byName = new LinkedHashMap<>();
  // The spellings that clients use, so that looking one up makes no string.
  private final Map<Bytes, CommandSpec> bySpelling = new HashMap<>();

  /** Adds a group of commands. */
  public CommandTable with(List<CommandSpec> specs) {
    for (CommandSpec spec : specs) {
      if (byName.put(Bytes.of(spec.name()), spec) != null) {
        throw new IllegalStateException("Command " + spec.name() + " is declared twice");
      }
      bySpelling.put(Bytes.of(spec.name()), spec);
      bySpelling.put(Bytes.of(spec.name().toUpperCase(Locale.ROOT)), spec);
    }
    return this;
  }

  /** All commands, containers included, subcommands not. */
  public Collection<CommandSpec> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The command of that name in any letters, or null. */
  public @Nullable CommandSpec find(Bytes name) {
    CommandSpec spec = bySpelling.get(name);
    return spec != null ? spec : byName.get(name.toSmallLetters());
  }

  /** The command or subcommand that a request names, or null where there is none. */
  public @Nullable CommandSpec find(Bytes[] words) {
    CommandSpec spec = find(words[0]);
    return spec == null || !spec.isContainer() || words.length == 1
        ? spec
        : spec.subcommand(words[1]);
  }
}
