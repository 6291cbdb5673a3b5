package io.holdfast.examples.quickstart;

/**
 * The books at the end of an act.
 *
 * @param made how many bookings the workers made
 * @param kept how many of them the ledger has
 */
record Tally(long made, long kept) {

  static Tally of(Transcript transcript, Ledger ledger) {
    return new Tally(transcript.all(Saying.Word.WROTE).size(), ledger.read().total());
  }

  boolean isExact() {
    return kept == made;
  }

  String inWords() {
    return "%d made, %d in the ledger: %d lost".formatted(made, kept, made - kept);
  }
}
