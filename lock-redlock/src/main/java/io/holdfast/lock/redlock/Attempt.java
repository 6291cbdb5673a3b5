package io.holdfast.lock.redlock;

import io.holdfast.lock.spi.LeaseKey;

/**
 * One asking of all nodes by one acquisition. What it left on the nodes bears its number, so that
 * undoing it never undoes a later attempt under the same token.
 */
final class Attempt {

  private final LeaseKey key;
  private final int number;
  private volatile boolean over;
  private volatile long fencingToken;

  Attempt(LeaseKey key, int number) {
    this.key = key;
    this.number = number;
  }

  LeaseKey key() {
    return key;
  }

  int number() {
    return number;
  }

  /** The attempt after this one. */
  Attempt next() {
    end();
    return new Attempt(key, number + 1);
  }

  /** It was lost, released or followed by another: a yes that comes from now on is undone. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** It won, with that fencing token. */
  void won(long token) {
    fencingToken = token;
  }

  /** With which it won; zero before, and without fencing. */
  long fencingToken() {
    return fencingToken;
  }

  /** What holds the lock on a node, as holder.lua reads it. */
  String value(String owner) {
    return key.token() + '.' + number + '@' + owner;
  }
}
