package io.holdfast.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table at the end: a row for each act, a cell of one or more lines for each column. */
final class Report {

  private static final String GAP = "  ";

  /** Wide enough for all but the message of a failure. */
  private static final int WIDEST_CELL = 60;

  private final List<List<String>> rows = new ArrayList<>();

  Report() {
    rows.add(List.of("act", "promised", "seen", "held"));
  }

  void add(String act, String promised, Outcome outcome) {
    rows.add(List.of(act, promised, wrapped(outcome.seen()), outcome.verdict().inWords()));
  }

  String asText() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    for (int row = 0; row < rows.size(); row++) {
      append(text, rows.get(row), widths);
      if (row == 0) {
        append(text, rule, widths);
      }
    }
    return text.toString();
  }

  private static String wrapped(String text) {
    String lineOfWords = "(.{1,%d})(?:\\h+|$)".formatted(WIDEST_CELL);
    return text.lines()
        .map(line -> line.replaceAll(lineOfWords, "$1\n").strip())
        .collect(Collectors.joining("\n"));
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        int width = row.get(column).lines().mapToInt(String::length).max().orElse(0);
        widths[column] = Math.max(widths[column], width);
      }
    }
    return widths;
  }

  private static void append(StringBuilder text, List<String> cells, int[] widths) {
    List<List<String>> lines = cells.stream().map(cell -> cell.lines().toList()).toList();
    int height = lines.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      StringBuilder out = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        List<String> cell = lines.get(column);
        String part = line < cell.size() ? cell.get(line) : "";
        out.append(part).append(" ".repeat(widths[column] - part.length())).append(GAP);
      }
      text.append(out.toString().stripTrailing()).append(System.lineSeparator());
    }
  }
}
