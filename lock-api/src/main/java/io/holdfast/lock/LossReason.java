package io.holdfast.lock;

/** Why a {@link Lease} was lost. */
public enum LossReason {
  /** Its validity ran out before a renewal was confirmed, or it was never to be renewed. */
  EXPIRED("its validity ran out before a renewal was confirmed"),
  /** The backend no longer has the lock: deleted, evicted, or forgotten in a restart. */
  GONE("the backend no longer has it"),
  /** The backend names another owner. */
  TAKEN_OVER("another owner has the lock"),
  /** It was held for as long as its options allow. */
  MAX_HOLD_REACHED("it was held for its maxHold"),
  /** Its holder dropped it without releasing it, so it is no longer renewed. */
  LEAKED("it was dropped without being released");

  private final String sentence;

  LossReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words, to stand behind "because". */
  public String inWords() {
    return sentence;
  }
}
