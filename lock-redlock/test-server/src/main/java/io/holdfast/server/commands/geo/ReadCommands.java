package io.holdfast.server.commands.geo;

import static io.holdfast.server.engine.Category.GEO;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.SortedSetValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looking places up: GEOPOS, GEODIST and GEOHASH. */
final class ReadCommands {

  private ReadCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        read("geopos", -2, ReadCommands::geopos),
        read("geodist", -4, ReadCommands::geodist),
        read("geohash", -2, ReadCommands::geohash));
  }

  private static CommandSpec read(String name, int arity, Handler handler) {
    return command(name, arity)
        .is(READONLY)
        .in(GEO)
        .keys(KeySpec.one(1, "RO", "ACCESS"))
        .does(handler);
  }

  private static void geopos(Call call) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      Point point = Places.find(set, call.word(i));
      if (point == null) {
        call.reply().nilArray();
      } else {
        Places.write(call, point);
      }
    }
  }

  private static void geodist(Call call) {
    Unit unit = call.size() == 5 ? Unit.parse(call, 4) : Unit.M;
    if (call.size() > 5) {
      throw CommandError.syntax();
    }
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    Point from = Places.find(set, call.word(2));
    Point to = Places.find(set, call.word(3));
    if (from == null || to == null) {
      call.reply().nil();
    } else {
      Places.writeDistance(call, from.metersTo(to), unit);
    }
  }

  private static void geohash(Call call) {
    SortedSetValue set = call.read(call.word(1), SortedSetValue.class);
    call.reply().array(call.size() - 2);
    for (int i = 2; i < call.size(); i++) {
      hash(call, Places.find(set, call.word(i)));
    }
  }

  private static void hash(Call call, @Nullable Point point) {
    if (point == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(Bytes.of(Geohash.text(point)));
    }
  }
}
