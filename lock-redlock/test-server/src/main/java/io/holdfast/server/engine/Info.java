package io.holdfast.server.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The sections of INFO; each room of the server adds its own. */
public final class Info {

  private final Map<String, List<Consumer<BiConsumer<String, Object>>>> sections =
      new LinkedHashMap<>();
  private final Set<String> onlyWhenAskedFor =
      new HashSet<>(Set.of("commandstats", "latencystats"));

  /**
   * Adds a section, or to one.
   *
   * @param title as INFO prints it
   * @param lines gives each field's name and value
   */
  public void section(String title, Consumer<BiConsumer<String, Object>> lines) {
    sections.computeIfAbsent(title, any -> new ArrayList<>(1)).add(lines);
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
          String name = title.toLowerCase(Locale.ROOT);
          if (all || wanted.contains(name) || (usual && !onlyWhenAskedFor.contains(name))) {
            text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(title).append("\r\n");
            lines.forEach(
                part ->
                    part.accept(
                        (field, value) ->
                            text.append(field).append(':').append(value).append("\r\n")));
          }
        });
    return text.toString();
  }
}
