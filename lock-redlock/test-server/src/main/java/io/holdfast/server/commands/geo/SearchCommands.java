package io.holdfast.server.commands.geo;

import static io.holdfast.server.engine.Category.GEO;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.MOVABLEKEYS;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.commands.geo.GeoQuery.Grammar;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.SortedSetValue;
import java.util.List;

/** Searching around a place: GEOSEARCH and GEOSEARCHSTORE, and the older GEORADIUS commands. */
final class SearchCommands {

  private static final Grammar SEARCH = new Grammar(1, 2, false, false, true);
  private static final Grammar SEARCH_STORE = new Grammar(2, 3, false, true, true);

  private SearchCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("geosearch", -7)
            .is(READONLY)
            .in(GEO)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .does(call -> answer(call, new GeoQuery(call, SEARCH).withOptions())),
        command("geosearchstore", -8)
            .is(WRITE, DENYOOM)
            .in(GEO)
            .keys(KeySpec.one(1, "OW", "UPDATE"), KeySpec.one(2, "RO", "ACCESS"))
            .does(call -> answer(call, new GeoQuery(call, SEARCH_STORE).withOptions())),
        radius("georadius", 6).does(call -> aroundPoint(call, true)),
        readOnly("georadius_ro", 6).does(call -> aroundPoint(call, false)),
        radius("georadiusbymember", 5).does(call -> aroundMember(call, true)),
        readOnly("georadiusbymember_ro", 5).does(call -> aroundMember(call, false)));
  }

  private static CommandSpec.Builder radius(String name, int options) {
    KeySpec.Find one = new KeySpec.Find.Range(0, 1, 0);
    return command(name, -options)
        .is(WRITE, DENYOOM, MOVABLEKEYS)
        .in(GEO)
        .keys(
            KeySpec.one(1, "RO", "ACCESS"),
            KeySpec.after("STORE", options, one, "OW", "UPDATE"),
            KeySpec.after("STOREDIST", options, one, "OW", "UPDATE"));
  }

  private static CommandSpec.Builder readOnly(String name, int options) {
    return command(name, -options).is(READONLY).in(GEO).keys(KeySpec.one(1, "RO", "ACCESS"));
  }

  private static void aroundPoint(Call call, boolean stores) {
    GeoQuery query = new GeoQuery(call, new Grammar(1, 6, stores, false, false));
    answer(call, query.aroundPoint(2).withOptions());
  }

  private static void aroundMember(Call call, boolean stores) {
    GeoQuery query = new GeoQuery(call, new Grammar(1, 5, stores, false, false));
    answer(call, query.aroundMember(2).withOptions());
  }

  private static void answer(Call call, GeoQuery query) {
    SortedSetValue set = query.set();
    Point center = query.center();
    Shape shape = query.shape();
    Unit unit = shape == null ? Unit.M : shape.unit();
    List<Finding> found =
        set == null || center == null || shape == null
            ? List.of()
            : Finding.of(query, set, center, shape);
    Bytes target = query.target();
    if (target == null) {
      write(call, query, found, unit);
    } else {
      store(call, query, found, unit, target);
    }
  }

  private static void write(Call call, GeoQuery query, List<Finding> found, Unit unit) {
    int extras =
        (query.withDistance() ? 1 : 0)
            + (query.withHash() ? 1 : 0)
            + (query.withCoordinates() ? 1 : 0);
    call.reply().array(found.size());
    for (Finding each : found) {
      if (extras > 0) {
        call.reply().array(1 + extras);
      }
      call.reply().bulk(each.member());
      if (query.withDistance()) {
        Places.writeDistance(call, each.meters(), unit);
      }
      if (query.withHash()) {
        call.reply().integer((long) each.score());
      }
      if (query.withCoordinates()) {
        Places.write(call, each.point());
      }
    }
  }

  private static void store(
      Call call, GeoQuery query, List<Finding> found, Unit unit, Bytes target) {
    if (!found.isEmpty()) {
      SortedSetValue stored = new SortedSetValue(call.encodingLimits());
      for (Finding each : found) {
        double score = query.storesDistance() ? each.meters() / unit.meters() : each.score();
        stored.put(each.member(), score);
      }
      call.put(target, stored);
      call.changed(found.size() - 1L);
      call.event(KeyEventKind.SORTEDSET, query.storeEvent(), target);
    } else if (call.remove(target)) {
      call.event(KeyEventKind.GENERIC, "del", target);
    }
    call.reply().integer(found.size());
  }
}
