package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keyspace notifications: what happened to keys in a unit, published when it closes. */
public final class KeyEvents {

  private record Event(String name, Bytes key, int database) {}

  private final PubSub pubSub;
  private final List<Event> pending = new ArrayList<>();
  private Set<KeyEventKind> kinds = EnumSet.noneOf(KeyEventKind.class);
  private boolean byKeyspace;
  private boolean byEvent;

  KeyEvents(PubSub pubSub) {
    this.pubSub = pubSub;
  }

  /**
   * Sets which kinds are told.
   *
   * @param letters as {@code notify-keyspace-events} has them
   * @return the letters in Redis's order, or null where one is unknown
   */
  public @Nullable String select(String letters) {
    Set<KeyEventKind> chosen = EnumSet.noneOf(KeyEventKind.class);
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == 'A') {
        chosen.addAll(EnumSet.complementOf(EnumSet.of(KeyEventKind.KEY_MISS, KeyEventKind.NEW)));
      } else if (letter != 'K' && letter != 'E' && !addKind(chosen, letter)) {
        return null;
      }
    }
    kinds = chosen;
    byKeyspace = letters.indexOf('K') >= 0;
    byEvent = letters.indexOf('E') >= 0;
    return letters();
  }

  private static boolean addKind(Set<KeyEventKind> chosen, char letter) {
    for (KeyEventKind kind : KeyEventKind.values()) {
      if (kind.letter() == letter) {
        chosen.add(kind);
        return true;
      }
    }
    return false;
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    Set<KeyEventKind> rest = EnumSet.copyOf(kinds);
    Set<KeyEventKind> all =
        EnumSet.complementOf(EnumSet.of(KeyEventKind.KEY_MISS, KeyEventKind.NEW));
    if (kinds.containsAll(all)) {
      letters.append('A');
      rest.removeAll(all);
    }
    rest.remove(KeyEventKind.KEY_MISS);
    rest.remove(KeyEventKind.NEW); // Redis takes it, but does not print it.
    rest.forEach(kind -> letters.append(kind.letter()));
    if (byKeyspace) {
      letters.append('K');
    }
    if (byEvent) {
      letters.append('E');
    }
    if (kinds.contains(KeyEventKind.KEY_MISS)) {
      letters.append('m');
    }
    return letters.toString();
  }

  void happened(KeyEventKind kind, String event, Bytes key, int database) {
    if ((byKeyspace || byEvent) && kinds.contains(kind)) {
      pending.add(new Event(event, key, database));
    }
  }

  void publish() {
    for (int i = 0; i < pending.size(); i++) {
      Event event = pending.get(i);
      if (byKeyspace) {
        pubSub.publish(channel("keyspace", event.database(), event.key()), Bytes.of(event.name()));
      }
      if (byEvent) {
        pubSub.publish(channel("keyevent", event.database(), Bytes.of(event.name())), event.key());
      }
    }
    pending.clear();
  }

  private static Bytes channel(String space, int database, Bytes what) {
    byte[] head = ("__" + space + "@" + database + "__:").getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = new byte[head.length + what.length()];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(what.array(), 0, whole, head.length, what.length());
    return Bytes.wrap(whole);
  }
}
