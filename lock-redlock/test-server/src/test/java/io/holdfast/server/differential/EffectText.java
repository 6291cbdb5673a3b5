package io.holdfast.server.differential;

import io.holdfast.server.bytes.Bytes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Effects as text, for comparing. */
final class EffectText {

  // Milliseconds since the epoch, which no two servers agree on.
  private static final Pattern TIME = Pattern.compile("\\d{13}");

  private EffectText() {}

  /** One effect of a step; where the step leaves something to chance, without what was chosen. */
  static String of(Step step, int database, List<Bytes> words) {
    boolean chosen = step.comparison().kind() == Comparison.Kind.SHAPE;
    List<Bytes> shown = chosen ? words.subList(0, Math.min(2, words.size())) : words;
    String text = shown.stream().map(EffectText::quoted).collect(Collectors.joining(" "));
    return "  %d: %s (%d words)%n".formatted(database, text, words.size());
  }

  private static String quoted(Bytes word) {
    return TIME.matcher(word.latin()).matches() ? "(a time)" : word.quoted();
  }
}
