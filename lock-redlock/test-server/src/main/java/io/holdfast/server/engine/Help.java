package io.holdfast.server.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The HELP subcommand that all containers have. */
public final class Help {

  private static final String RESOURCE = "help.txt";

  private Help() {}

  /** Read when first asked for: most servers never are. */
  private static final class Texts {
    static final Map<String, List<String>> BY_CONTAINER = read();

    private static Map<String, List<String>> read() {
      Map<String, List<String>> texts = new HashMap<>();
      List<String> current = new ArrayList<>();
      for (String line : lines()) {
        if (line.startsWith("[")) {
          current = new ArrayList<>();
          texts.put(line.substring(1, line.length() - 1), current);
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          current.add(line);
        }
      }
      return texts;
    }

    private static List<String> lines() {
      try (InputStream in = Objects.requireNonNull(Help.class.getResourceAsStream(RESOURCE));
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return reader.lines().toList();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + RESOURCE, e);
      }
    }
  }

  /** The declaration of that container's HELP, with the categories of its other subcommands. */
  public static CommandSpec of(String container, Category... categories) {
    return CommandSpec.command(container + "|help", 2)
        .is(CommandFlag.LOADING, CommandFlag.STALE)
        .in(categories)
        .does(call -> reply(call, container));
  }

  /** Answers with the help on that container. */
  public static void reply(Call call, String container) {
    List<String> lines = Objects.requireNonNull(Texts.BY_CONTAINER.get(container));
    call.reply().array(lines.size() + 3);
    call.reply()
        .status(
            container.toUpperCase(Locale.ROOT)
                + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    lines.forEach(call.reply()::status);
    call.reply().status("HELP");
    call.reply().status("    Prints this help.");
  }
}
