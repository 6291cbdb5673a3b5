package io.holdfast.examples.quickstart;

/**
 * A saying as the show heard it.
 *
 * @param worker who said it
 * @param saying what
 * @param atNanos when it was heard, by the show's monotonic clock
 */
record Event(WorkerProcess worker, Saying saying, long atNanos) {

  boolean is(Saying.Word word) {
    return saying.word() == word;
  }
}
