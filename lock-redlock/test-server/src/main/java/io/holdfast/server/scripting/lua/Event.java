package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;

/** The events that metatables handle, by the key of their handler. */
enum Event {
  INDEX("__index"),
  NEW_INDEX("__newindex"),
  CALL("__call"),
  ADD("__add"),
  SUBTRACT("__sub"),
  MULTIPLY("__mul"),
  DIVIDE("__div"),
  MODULO("__mod"),
  POWER("__pow"),
  NEGATE("__unm"),
  LENGTH("__len"),
  CONCAT("__concat"),
  EQUAL("__eq"),
  LESS("__lt"),
  AT_MOST("__le"),
  TO_STRING("__tostring"),
  METATABLE("__metatable");

  @SuppressWarnings("ImmutableEnumChecker") // Bytes never change; they only lack the annotation.
  final Bytes key;

  final int hash;

  Event(String key) {
    this.key = Bytes.of(key);
    this.hash = StringHash.of(this.key);
  }
}
