package io.holdfast.server.commands.pubsub;

import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.MAY_REPLICATE;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.PUBSUB;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.bytes.Glob;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.Handler;
import io.holdfast.server.engine.Help;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.PubSub;
import io.holdfast.server.engine.PubSub.Kind;
import java.util.List;

/** Subscribing, publishing, and looking at who is subscribed. */
public final class PubSubTable {

  private PubSubTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return List.of(
        subscription("subscribe", -2, call -> subscribe(call, Kind.CHANNEL)),
        subscription("psubscribe", -2, call -> subscribe(call, Kind.PATTERN)),
        subscription("unsubscribe", -1, call -> unsubscribe(call, Kind.CHANNEL)),
        subscription("punsubscribe", -1, call -> unsubscribe(call, Kind.PATTERN)),
        command("ssubscribe", -2)
            .is(PUBSUB, NOSCRIPT, LOADING, STALE)
            .keys(KeySpec.range(1, -1, 1, "not_key"))
            .does(call -> subscribe(call, Kind.SHARD)),
        command("sunsubscribe", -1)
            .is(PUBSUB, NOSCRIPT, LOADING, STALE)
            .keys(KeySpec.range(1, -1, 1, "not_key"))
            .does(call -> unsubscribe(call, Kind.SHARD)),
        command("publish", 3)
            .is(PUBSUB, LOADING, STALE, FAST, MAY_REPLICATE)
            .does(PubSubTable::publish),
        command("spublish", 3)
            .is(PUBSUB, LOADING, STALE, FAST, MAY_REPLICATE)
            .keys(KeySpec.one(1, "not_key"))
            .does(PubSubTable::spublish),
        command("pubsub", -2)
            .contains(
                look("channels", -2, call -> channels(call, Kind.CHANNEL)),
                Help.of("pubsub"),
                look("numpat", 2, PubSubTable::numpat),
                look("numsub", -2, call -> numsub(call, Kind.CHANNEL)),
                look("shardchannels", -2, call -> channels(call, Kind.SHARD)),
                look("shardnumsub", -2, call -> numsub(call, Kind.SHARD))));
  }

  private static CommandSpec subscription(String name, int arity, Handler handler) {
    return command(name, arity).is(PUBSUB, NOSCRIPT, LOADING, STALE).does(handler);
  }

  private static CommandSpec look(String name, int arity, Handler handler) {
    return command("pubsub|" + name, arity).is(PUBSUB, LOADING, STALE).does(handler);
  }

  private static void subscribe(Call call, Kind kind) {
    for (int i = 1; i < call.size(); i++) {
      call.engine().pubSub().subscribe(call.session(), kind, call.word(i));
    }
  }

  private static void unsubscribe(Call call, Kind kind) {
    PubSub pubSub = call.engine().pubSub();
    if (call.size() == 1) {
      pubSub.unsubscribeAll(call.session(), kind);
    }
    for (int i = 1; i < call.size(); i++) {
      pubSub.unsubscribe(call.session(), kind, call.word(i));
    }
  }

  private static void publish(Call call) {
    call.forceEffect();
    call.reply().integer(call.engine().pubSub().publish(call.word(1), call.word(2)));
  }

  private static void spublish(Call call) {
    call.forceEffect();
    call.reply().integer(call.engine().pubSub().publishToShard(call.word(1), call.word(2)));
  }

  private static void channels(Call call, Kind kind) {
    if (call.size() > 3) {
      throw CommandError.subcommandSyntax(call);
    }
    List<Bytes> active = call.engine().pubSub().active(kind);
    if (call.has(2)) {
      active.removeIf(channel -> !Glob.matches(call.word(2), channel));
    }
    call.reply().array(active.size());
    active.forEach(call.reply()::bulk);
  }

  private static void numpat(Call call) {
    call.reply().integer(call.engine().pubSub().active(Kind.PATTERN).size());
  }

  private static void numsub(Call call, Kind kind) {
    call.reply().array(2 * (call.size() - 2));
    for (int i = 2; i < call.size(); i++) {
      call.reply().bulk(call.word(i));
      call.reply().integer(call.engine().pubSub().subscribers(kind, call.word(i)));
    }
  }
}
