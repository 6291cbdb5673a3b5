package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** The keys that one session watches, and whether one of them has changed since. */
public final class Watched {

  record Place(int database, Bytes key) {}

  private final List<Place> places = new ArrayList<>();
  private boolean touched;

  List<Place> places() {
    return places;
  }

  void touch() {
    touched = true;
  }

  /** Whether one of the keys has changed. */
  public boolean isTouched() {
    return touched;
  }

  /** How many keys there are. */
  public int size() {
    return places.size();
  }

  void clear() {
    places.clear();
    touched = false;
  }
}
