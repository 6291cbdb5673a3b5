package io.holdfast.examples.quickstart;

/**
 * What stands in a {@link Ledger}.
 *
 * @param total the sum of all bookings
 * @param highestToken the highest fencing token that the ledger has seen
 */
record Page(long total, long highestToken) {

  /** This page with one more booking. */
  Page plusOne() {
    return new Page(total + 1, highestToken);
  }

  String asText() {
    return "total %d%ntoken %d%n".formatted(total, highestToken);
  }

  static Page parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length != 4 || !words[0].equals("total") || !words[2].equals("token")) {
      throw new IllegalStateException("the ledger is damaged, it says '%s'".formatted(text));
    }
    return new Page(Long.parseLong(words[1]), Long.parseLong(words[3]));
  }
}
