package io.holdfast.server.differential;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.protocol.InlineWords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of a sequence.
 *
 * @param text the line
 * @param session which session sends it; the sequence's own where it is empty
 * @param comparison how much of the reply counts
 * @param requests the words of each command that it sends; none to only read a reply
 */
record Step(String text, String session, Comparison comparison, List<List<Bytes>> requests) {

  private static final Pattern LINE =
      Pattern.compile("(?:(\\w+):(?: |$))?(?:(~\\d*|\\?|@) )?(?:\\*(\\d+) )?(.*)");
  private static final Pattern REPEATED = Pattern.compile("\\{(.)\\*(\\d+)}");

  static Step parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("No step: " + line);
    }
    String command =
        REPEATED.matcher(parts.group(4)).replaceAll(part -> Matcher.quoteReplacement(word(part)));
    return new Step(
        line,
        parts.group(1) == null ? "" : parts.group(1),
        Comparison.marked(parts.group(2)),
        commands(command, parts.group(3)).map(Step::words).toList());
  }

  private static String word(MatchResult part) {
    return part.group(1).repeat(Integer.parseInt(part.group(2)));
  }

  private static Stream<String> commands(String command, @Nullable String times) {
    if (command.isBlank()) {
      return Stream.empty();
    }
    return times == null
        ? Stream.of(command)
        : IntStream.rangeClosed(1, Integer.parseInt(times))
            .mapToObj(i -> command.replace("%", Integer.toString(i)));
  }

  private static List<Bytes> words(String command) {
    List<Bytes> words = InlineWords.split(command.getBytes(StandardCharsets.UTF_8));
    if (words == null) {
      throw new IllegalArgumentException("Quotes do not match: " + command);
    }
    return words;
  }
}
