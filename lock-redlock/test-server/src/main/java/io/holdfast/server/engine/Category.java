package io.holdfast.server.engine;

import java.util.Locale;

/** The ACL categories of commands, in Redis's order. */
public enum Category {
  KEYSPACE,
  READ,
  WRITE,
  SET,
  SORTEDSET,
  LIST,
  HASH,
  STRING,
  BITMAP,
  HYPERLOGLOG,
  GEO,
  STREAM,
  PUBSUB,
  ADMIN,
  FAST,
  SLOW,
  BLOCKING,
  DANGEROUS,
  CONNECTION,
  TRANSACTION,
  SCRIPTING;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The name as ACL rules have it, without the at sign. */
  public String word() {
    return word;
  }
}
