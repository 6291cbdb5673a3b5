package io.holdfast.server.commands.geo;

import static io.holdfast.server.engine.Category.GEO;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.ScoredMember;
import io.holdfast.server.values.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** Adding and moving places: GEOADD, which others see as a ZADD of scores. */
final class AddCommands {

  private static final int WORDS_A_PLACE = 3;

  private AddCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("geoadd", -5)
            .is(WRITE, DENYOOM)
            .in(GEO)
            .keys(KeySpec.one(1, "RW", "UPDATE"))
            .does(AddCommands::geoadd));
  }

  private record Place(Bytes member, long score) {}

  private static void geoadd(Call call) {
    boolean nx = false;
    boolean xx = false;
    boolean ch = false;
    int first = 2;
    for (; call.has(first); first++) {
      if (call.isWord(first, "nx")) {
        nx = true;
      } else if (call.isWord(first, "xx")) {
        xx = true;
      } else if (call.isWord(first, "ch")) {
        ch = true;
      } else {
        break;
      }
    }
    if ((call.size() - first) % WORDS_A_PLACE != 0 || (nx && xx)) {
      throw CommandError.syntax();
    }
    List<Place> places = places(call, first);
    if (places.isEmpty()) {
      throw CommandError.syntax();
    }
    add(call, places, nx, xx, ch);
    effect(call, first, places);
  }

  private static List<Place> places(Call call, int first) {
    List<Place> places = new ArrayList<>();
    for (int i = first; i < call.size(); i += WORDS_A_PLACE) {
      Geohash cell = Geohash.of(Point.parse(call, i), Geohash.MOST_STEPS);
      places.add(new Place(call.word(i + 2), cell.firstScore()));
    }
    return places;
  }

  private static void add(Call call, List<Place> places, boolean nx, boolean xx, boolean ch) {
    Bytes key = call.word(1);
    SortedSetValue known = call.write(key, SortedSetValue.class);
    SortedSetValue set = known == null ? new SortedSetValue(call.encodingLimits()) : known;
    int added = 0;
    int moved = 0;
    for (Place place : places) {
      ScoredMember member = set.find(place.member());
      if (member == null ? xx : nx || member.score() == place.score()) {
        continue;
      }
      added += member == null ? 1 : 0;
      moved += member == null ? 0 : 1;
      set.put(place.member(), (double) place.score()); // 52 bits: exact.
    }
    if (added + moved > 0) {
      if (known == null) {
        call.put(key, set);
      } else {
        call.changed(key);
      }
      call.changed(added + moved - 1L);
      call.event(KeyEventKind.SORTEDSET, "zadd", key);
    }
    call.reply().integer(ch ? added + moved : added);
  }

  private static void effect(Call call, int first, List<Place> places) {
    if (call.changes() == 0) {
      return;
    }
    List<Bytes> words = new ArrayList<>(List.of(call.words()).subList(0, first));
    words.set(0, Bytes.of("zadd"));
    for (Place place : places) {
      words.add(Bytes.of(place.score()));
      words.add(place.member());
    }
    call.effect(words.toArray(Bytes[]::new));
  }
}
