package io.holdfast.examples.quickstart;

/**
 * What came of an act.
 *
 * @param seen in words, in lines
 * @param verdict whether that is what was promised
 */
record Outcome(String seen, Verdict verdict) {

  /** Whether a promise held. */
  enum Verdict {
    HELD("yes"),
    BROKEN("NO"),
    NOT_SHOWN("not shown");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    String inWords() {
      return word;
    }
  }

  static Outcome of(boolean held, String seen) {
    return new Outcome(seen, held ? Verdict.HELD : Verdict.BROKEN);
  }

  static Outcome notShown(String why) {
    return new Outcome(why, Verdict.NOT_SHOWN);
  }
}
