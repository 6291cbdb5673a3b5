package io.holdfast.server.protocol;

import io.holdfast.server.bytes.Bytes;
import java.util.List;

/** A reply as a value: what a script gets from a command. */
public sealed interface Reply {

  /** A status such as OK. */
  record Status(String text) implements Reply {}

  /** An error with its code. */
  record Failure(String text) implements Reply {}

  /** A whole number. */
  record Int(long number) implements Reply {}

  /** A string. */
  record Bulk(Bytes text) implements Reply {}

  /** Nothing. */
  record Nil() implements Reply {}

  /** A floating-point number and how it is printed. */
  record Real(double number, Bytes text) implements Reply {}

  /** True or false. */
  record Bool(boolean truth) implements Reply {}

  /** Text for people. */
  record Verbatim(String format, Bytes text) implements Reply {}

  /** What kind of collection. */
  enum Kind {
    ARRAY,
    MAP,
    SET,
    PUSH
  }

  /** A collection; a map has its keys and values in turn. */
  record Many(Kind kind, List<Reply> elements) implements Reply {}
}
