package io.holdfast.server.protocol;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Numbers;

/**
 * Takes a reply piece by piece. A collection is its header and then its elements: {@code n} for
 * arrays, sets and pushes, twice {@code n} for maps.
 */
public interface ReplyWriter {

  /** A short status without line breaks, such as OK. */
  void status(String text);

  /** An error, with its code and without line breaks: "ERR syntax error". */
  void error(String text);

  /** A whole number. */
  void integer(long number);

  /** A binary-safe string. */
  void bulk(Bytes text);

  /** Nothing, where a string could have been. */
  void nil();

  /** Nothing, where an array could have been. */
  void nilArray();

  /** The header of an array. */
  void array(int size);

  /** The header of a map; RESP2 has it as an array of twice the size. */
  void map(int size);

  /** The header of a set; RESP2 has it as an array. */
  void set(int size);

  /** The header of a message that was not asked for; RESP2 has it as an array. */
  void push(int size);

  /** A floating-point number, printed so; RESP2 has it as a string. */
  void real(double number, Bytes text);

  /** A floating-point number with 17 significant digits; RESP2 has it as a string. */
  default void real(double number) {
    real(number, Bytes.of(Numbers.formatG(number, 17)));
  }

  /** True or false; RESP2 has it as 1 or 0. */
  void bool(boolean truth);

  /** Text for people, of a format of three letters; RESP2 has it as a string. */
  void verbatim(String format, Bytes text);

  /** OK. */
  default void ok() {
    status("OK");
  }

  /** A string of text. */
  default void bulk(String text) {
    bulk(Bytes.of(text));
  }

  /** Whether the reply is in RESP3, for replies whose shape depends on it. */
  boolean isResp3();

  /** Where the reply stands, for {@link #reset}. */
  int mark();

  /** Takes back all that was written since the mark. */
  void reset(int mark);
}
