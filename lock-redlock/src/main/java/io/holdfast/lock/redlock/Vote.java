package io.holdfast.lock.redlock;

import java.time.Duration;

/** A node's answer to the question for a lock. */
sealed interface Vote {

  /** For people, to stand behind the node's name. */
  String inWords();

  /**
   * The lock is the asker's on that node.
   *
   * @param fencingToken greater than that of every earlier grant on that node; 0 without fencing
   */
  record Granted(long fencingToken) implements Vote {
    @Override
    public String inWords() {
      return "granted";
    }
  }

  /**
   * Another owner has it there.
   *
   * @param heldFor until that grant ends if nobody renews it; negative where it has no end
   * @param holder a number that is the same for the same holder on every node
   */
  record Refused(Duration heldFor, long holder) implements Vote {
    @Override
    public String inWords() {
      return heldFor.isNegative()
          ? "refused, held without an end"
          : "refused, held for another " + heldFor.toMillis() + " ms";
    }
  }

  /**
   * There was no answer that counts. The node may have locked all the same.
   *
   * @param why in words
   * @param lasting whether asking again is in vain until somebody does something
   */
  record Failed(String why, boolean lasting) implements Vote {
    @Override
    public String inWords() {
      return "failed: " + why;
    }
  }
}
