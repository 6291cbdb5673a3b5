package io.holdfast.server.commands.hashes;

import static io.holdfast.server.engine.Category.HASH;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.DrawRequest;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.ScanRequest;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.values.HashField;
import io.holdfast.server.values.HashValue;
import io.holdfast.server.values.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Fields without asking for them by name: by chance, and part by part. */
final class DrawCommands {

  private DrawCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("hrandfield", -2)
            .is(READONLY)
            .in(HASH)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(DrawCommands::hrandfield),
        command("hscan", -3)
            .is(READONLY)
            .in(HASH)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .tips("nondeterministic_output")
            .does(DrawCommands::hscan));
  }

  private static void hrandfield(Call call) {
    RandomGenerator entropy = call.engine().host().entropy();
    DrawRequest request = DrawRequest.parse(call, "withvalues");
    HashValue hash = call.read(call.word(1), HashValue.class);
    if (request.isSingle() && hash == null) {
      call.reply().nil();
    } else if (request.isSingle() && hash != null) {
      call.reply().bulk(hash.random(entropy).key());
    } else if (hash == null || request.count() == 0) {
      call.reply().array(0);
    } else {
      reply(call.reply(), draw(hash, request.count(), entropy), request.withValues());
    }
  }

  /** As many different fields as there are, or where negative as many as are asked for. */
  private static List<HashField> draw(HashValue hash, long count, RandomGenerator entropy) {
    List<HashField> drawn = new ArrayList<>();
    if (count < 0) {
      for (long i = count; i < 0; i++) {
        drawn.add(hash.random(entropy));
      }
      return drawn;
    }
    List<HashField> all = all(hash);
    if (count >= all.size()) {
      return all;
    }
    Sample.of((int) count, all.size(), entropy).forEach(place -> drawn.add(all.get(place)));
    return drawn;
  }

  private static List<HashField> all(HashValue hash) {
    List<HashField> all = new ArrayList<>(hash.size());
    for (HashField at = hash.first(); at != null; at = at.next()) {
      all.add(at);
    }
    return all;
  }

  private static void reply(ReplyWriter reply, List<HashField> drawn, boolean withValues) {
    boolean pairs = withValues && reply.isResp3();
    reply.array(withValues && !pairs ? 2 * drawn.size() : drawn.size());
    for (HashField field : drawn) {
      if (pairs) {
        reply.array(2);
      }
      reply.bulk(field.key());
      if (withValues) {
        reply.bulk(field.value());
      }
    }
  }

  private static void hscan(Call call) {
    long cursor = ScanRequest.cursor(call, 2);
    HashValue hash = call.read(call.word(1), HashValue.class);
    ScanRequest.Part<HashField> part = new ScanRequest.Part<>(0, List.of());
    if (hash != null) {
      ScanRequest request = ScanRequest.parse(call, cursor, 3);
      part =
          hash.isPacked() ? new ScanRequest.Part<>(0, all(hash)) : request.of(hash.table()::scan);
      part.found().removeIf(field -> !request.wants(field.key()));
    }
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(part.cursor()));
    call.reply().array(2 * part.found().size());
    for (HashField field : part.found()) {
      call.reply().bulk(field.key());
      call.reply().bulk(field.value());
    }
  }
}
