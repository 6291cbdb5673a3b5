package io.holdfast.examples.quickstart;

import org.jspecify.annotations.Nullable;

/**
 * What a worker says: one line on its standard output.
 *
 * @param word what it is about
 * @param rest what the word says it is
 */
record Saying(Word word, String rest) {

  /** What a worker can say. */
  enum Word {
    /** It is connected. */
    READY,
    /** It added one to the ledger; then the fencing token, or 0 where there was no lock. */
    WROTE,
    /** It holds the lock and waits in the middle of a round; then the fencing token. */
    HOLDING,
    /** Its lease was lost; then the reason. */
    LOST,
    /** The ledger refused it; then the stale token, and the highest that the ledger has seen. */
    REFUSED,
    /** It released a lease that it had waited with; then what came of it. */
    RELEASED,
    /** It did its work. */
    DONE,
    /** It cannot go on; then why. */
    FAILED,
    /** Said of it, not by it: its process has ended. */
    ENDED
  }

  String asLine() {
    return (word + " " + rest).strip().replaceAll("\\R", " ");
  }

  /** The saying in that line, or null if it is none: a JVM may print warnings of its own. */
  static @Nullable Saying parse(String line) {
    String[] parts = line.split(" ", 2);
    for (Word word : Word.values()) {
      if (word.name().equals(parts[0])) {
        return new Saying(word, parts.length == 2 ? parts[1] : "");
      }
    }
    return null;
  }

  /** The parts of the rest. */
  String[] words() {
    return rest.split(" ", -1);
  }
}
