package io.holdfast.server.engine;

import java.util.Locale;

/** What is true of a command, in the order and by the names of Redis's COMMAND reply. */
public enum CommandFlag {
  /** May change keys. */
  WRITE,
  /** Reads keys. */
  READONLY,
  /** Refused while memory is full. */
  DENYOOM,
  /** For administrators. */
  ADMIN,
  /** About channels. */
  PUBSUB,
  /** Not for scripts. */
  NOSCRIPT,
  /** May keep the client waiting. */
  BLOCKING,
  /** Allowed while the data is being loaded. */
  LOADING,
  /** Allowed on a replica whose data is stale. */
  STALE,
  /** Not shown to MONITOR. */
  SKIP_MONITOR,
  /** Not shown in the slow log. */
  SKIP_SLOWLOG,
  /** Needs ASKING first where the slot is being imported. */
  ASKING,
  /** Takes constant or logarithmic time. */
  FAST,
  /** Allowed before authentication. */
  NO_AUTH,
  /** Propagates although it is not a write. */
  MAY_REPLICATE,
  /** May be called without any key. */
  NO_MANDATORY_KEYS,
  /** Not allowed while data is loaded in the background. */
  NO_ASYNC_LOADING,
  /** Not allowed in a transaction. */
  NO_MULTI,
  /** Its keys depend on its arguments. */
  MOVABLEKEYS,
  /** Allowed while a script runs too long. */
  ALLOW_BUSY;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Whether the COMMAND reply has it. */
  public boolean isShown() {
    return this != MAY_REPLICATE;
  }

  /** The name in the COMMAND reply. */
  public String word() {
    return word;
  }
}
