package io.holdfast.examples.quickstart;

/** One scene of the show, which makes a promise and sees whether it holds. */
interface Act {

  /** A few words: what happens. */
  String title();

  /** What should be seen, in lines. */
  String promise(Plan plan);

  /**
   * Plays it to its end, so that every worker is idle again.
   *
   * @throws ShowStoppedException if it cannot be played to its end
   */
  Outcome play(Stage stage) throws InterruptedException;
}
