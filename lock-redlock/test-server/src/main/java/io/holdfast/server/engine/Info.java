package io.holdfast.server.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The sections of INFO; each room of the server adds its own. */
public final class Info {

  private final Map<String, Consumer<BiConsumer<String, Object>>> sections = new LinkedHashMap<>();
  private final Set<String> onlyWhenAskedFor =
      new java.util.HashSet<>(Set.of("commandstats", "latencystats"));

  /**
   * Adds a section.
   *
   * @param title as INFO prints it
   * @param lines gives each field's name and value
   */
  public void section(String title, Consumer<BiConsumer<String, Object>> lines) {
    sections.put(title, lines);
  }

  /**
   * The text of INFO.
   *
   * @param wanted names in small letters; empty, or with {@code default}, {@code all} or {@code
   *     everything}, for more than one
   */
  public String text(Set<String> wanted) {
    boolean all = wanted.contains("all") || wanted.contains("everything");
    boolean usual = wanted.isEmpty() || wanted.contains("default");
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (title, lines) -> {
          String name = title.toLowerCase(java.util.Locale.ROOT);
          if (all || wanted.contains(name) || (usual && !onlyWhenAskedFor.contains(name))) {
            text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(title).append("\r\n");
            lines.accept(
                (field, value) -> text.append(field).append(':').append(value).append("\r\n"));
          }
        });
    return text.toString();
  }
}
