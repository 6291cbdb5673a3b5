package io.holdfast.server.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands that are sent one after the other, from an empty keyspace.
 *
 * @param source the file and the line where it begins
 * @param line the line where it begins, from one
 * @param steps what is sent
 */
record Sequence(URI source, int line, List<Step> steps) {

  /** The sequences of a file in order. */
  static List<Sequence> in(Path file) {
    List<Sequence> sequences = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    int began = 0;
    List<String> lines = lines(file);
    for (int i = 0; i <= lines.size(); i++) {
      String line = i < lines.size() ? lines.get(i).strip() : "";
      if (line.isEmpty() && !steps.isEmpty()) {
        URI source = URI.create(file.toUri() + "?line=" + began);
        sequences.add(new Sequence(source, began, List.copyOf(steps)));
        steps.clear();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        began = steps.isEmpty() ? i + 1 : began;
        steps.add(Step.parse(line));
      }
    }
    return sequences;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line number and the first command, for people. */
  String title() {
    return line + ": " + steps.get(0).text();
  }
}
