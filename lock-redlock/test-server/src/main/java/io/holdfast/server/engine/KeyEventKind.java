package io.holdfast.server.engine;

/** The kinds of keyspace notification, by the letters of {@code notify-keyspace-events}. */
public enum KeyEventKind {
  GENERIC('g'),
  STRING('$'),
  LIST('l'),
  SET('s'),
  HASH('h'),
  SORTEDSET('z'),
  EXPIRED('x'),
  EVICTED('e'),
  STREAM('t'),
  MODULE('d'),
  KEY_MISS('m'),
  NEW('n');

  private final char letter;

  KeyEventKind(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }
}
