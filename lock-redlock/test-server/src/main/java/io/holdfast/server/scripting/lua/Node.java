package io.holdfast.server.scripting.lua;

/** A piece of an executable function; it knows its line. */
abstract class Node {

  final int line;

  Node(int line) {
    this.line = line;
  }

  /** How the function that this node calls is named in the source; nothing if it calls none. */
  CalleeName callee() {
    return CalleeName.UNKNOWN;
  }
}
