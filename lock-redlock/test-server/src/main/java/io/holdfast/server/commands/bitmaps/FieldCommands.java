package io.holdfast.server.commands.bitmaps;

import static io.holdfast.server.engine.Category.BITMAP;
import static io.holdfast.server.engine.CommandFlag.DENYOOM;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandFlag.WRITE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeyEventKind;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.values.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Strings as arrays of whole numbers of any width: BITFIELD. */
final class FieldCommands {

  private FieldCommands() {}

  static List<CommandSpec> table() {
    return List.of(
        command("bitfield", -2)
            .is(WRITE, DENYOOM)
            .in(BITMAP)
            .keys(
                KeySpec.one(1, "RW", "ACCESS", "UPDATE", "variable_flags")
                    .noted("This command allows both access and modification of the key"))
            .does(call -> bitfield(call, false)),
        command("bitfield_ro", -2)
            .is(READONLY, FAST)
            .in(BITMAP)
            .keys(KeySpec.one(1, "RO", "ACCESS"))
            .does(call -> bitfield(call, true)));
  }

  private enum Verb {
    GET(2),
    SET(3),
    INCRBY(3);

    private final int words;

    Verb(int words) {
      this.words = words;
    }
  }

  private record Operation(Verb verb, FieldType type, long offset, long number, Overflow overflow) {

    long lastBit() {
      return offset + type.bits() - 1;
    }
  }

  private static List<Operation> parse(Call call) {
    List<Operation> operations = new ArrayList<>();
    Overflow overflow = Overflow.WRAP;
    for (int i = 2; i < call.size(); ) {
      if (call.isWord(i, "overflow") && call.has(i + 1)) {
        overflow = Overflow.parse(call, i + 1);
        i += 2;
        continue;
      }
      Verb verb = verb(call, i);
      FieldType type = FieldType.parse(call.word(i + 1));
      long offset = Bits.offset(call, i + 2, type.bits());
      long number = verb == Verb.GET ? 0 : call.integer(i + 3);
      operations.add(new Operation(verb, type, offset, number, overflow));
      i += verb.words + 1;
    }
    return operations;
  }

  private static Verb verb(Call call, int at) {
    Verb verb =
        call.isWord(at, "get")
            ? Verb.GET
            : call.isWord(at, "set") ? Verb.SET : call.isWord(at, "incrby") ? Verb.INCRBY : null;
    if (verb == null || !call.has(at + verb.words)) {
      throw CommandError.syntax();
    }
    return verb;
  }

  private static void bitfield(Call call, boolean onlyReads) {
    List<Operation> operations = parse(call);
    long lastWritten =
        operations.stream()
            .filter(operation -> operation.verb() != Verb.GET)
            .mapToLong(Operation::lastBit)
            .max()
            .orElse(-1);
    if (lastWritten < 0) {
      byte[] bytes = Bits.of(call.read(call.word(1), StringValue.class));
      call.reply().array(operations.size());
      operations.forEach(each -> call.reply().integer(each.type().get(bytes, each.offset())));
    } else if (onlyReads) {
      throw new CommandError("ERR BITFIELD_RO only supports the GET subcommand");
    } else {
      write(call, operations, lastWritten);
    }
  }

  private static void write(Call call, List<Operation> operations, long lastWritten) {
    Bytes key = call.word(1);
    StringValue value = call.write(key, StringValue.class);
    byte[] before = Bits.of(value);
    byte[] after = Bits.reaching(before, lastWritten);
    boolean grown = value == null || after.length > before.length;
    call.reply().array(operations.size());
    int changes = 0;
    for (Operation operation : operations) {
      changes += apply(call, operation, after, grown) ? 1 : 0;
    }
    StringValue written = new StringValue(Bytes.wrap(after), StringValue.Origin.EDITED);
    if (changes > 0) {
      call.putKeepingExpiry(key, written);
      call.changed(changes - 1L);
      call.event(KeyEventKind.STRING, "setbit", key);
    } else if (grown) {
      // All writes failed, but Redis has made room for them; nobody is told of that.
      call.database().put(key, written, true);
    } else {
      call.keepAs(key, written);
    }
  }

  /** Does it and answers; says whether that counts as a change. */
  private static boolean apply(Call call, Operation operation, byte[] bytes, boolean grown) {
    FieldType type = operation.type();
    long old = type.get(bytes, operation.offset());
    if (operation.verb() == Verb.GET) {
      call.reply().integer(old);
      return false;
    }
    boolean adds = operation.verb() == Verb.INCRBY;
    OptionalLong next =
        adds
            ? type.sum(old, operation.number(), operation.overflow())
            : type.sum(operation.number(), 0, operation.overflow());
    if (next.isEmpty()) {
      call.reply().nil();
      return false;
    }
    call.reply().integer(adds ? next.getAsLong() : old);
    type.set(bytes, operation.offset(), next.getAsLong());
    return grown || old != next.getAsLong();
  }
}
