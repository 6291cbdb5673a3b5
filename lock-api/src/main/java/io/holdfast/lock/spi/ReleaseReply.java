package io.holdfast.lock.spi;

/** The answer to a release. */
public enum ReleaseReply {
  /** The key had this token and has it no more. */
  RELEASED,
  /** The key has another token. */
  NOT_OWNER,
  /** There is no such key. */
  GONE
}
