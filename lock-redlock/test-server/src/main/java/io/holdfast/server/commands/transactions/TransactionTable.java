package io.holdfast.server.commands.transactions;

import static io.holdfast.server.engine.Category.TRANSACTION;
import static io.holdfast.server.engine.CommandFlag.ALLOW_BUSY;
import static io.holdfast.server.engine.CommandFlag.FAST;
import static io.holdfast.server.engine.CommandFlag.LOADING;
import static io.holdfast.server.engine.CommandFlag.NOSCRIPT;
import static io.holdfast.server.engine.CommandFlag.SKIP_SLOWLOG;
import static io.holdfast.server.engine.CommandFlag.STALE;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.engine.Transaction;
import java.util.List;

/** MULTI, EXEC, DISCARD, WATCH and UNWATCH. */
public final class TransactionTable {

  private TransactionTable() {}

  /** Their declarations. */
  public static List<CommandSpec> table() {
    return List.of(
        command("multi", 1)
            .is(NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY)
            .in(TRANSACTION)
            .does(TransactionTable::multi),
        command("exec", 1)
            .is(NOSCRIPT, LOADING, STALE, SKIP_SLOWLOG)
            .in(TRANSACTION)
            .does(TransactionTable::exec),
        command("discard", 1)
            .is(NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY)
            .in(TRANSACTION)
            .does(TransactionTable::discard),
        command("watch", -2)
            .is(NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY)
            .in(TRANSACTION)
            .keys(KeySpec.range(1, -1, 1, "RO"))
            .does(TransactionTable::watch),
        command("unwatch", 1)
            .is(NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY)
            .in(TRANSACTION)
            .does(TransactionTable::unwatch));
  }

  private static void multi(Call call) {
    if (call.session().transaction() != null) {
      throw new CommandError("ERR MULTI calls can not be nested");
    }
    call.session().transaction(new Transaction());
    call.reply().ok();
  }

  private static void exec(Call call) {
    Transaction transaction = ended(call, "ERR EXEC without MULTI");
    boolean touched = call.engine().watches().isTouched(call.session());
    call.engine().watches().unwatch(call.session());
    if (transaction.isAborted()) {
      throw new CommandError("EXECABORT Transaction discarded because of previous errors.");
    }
    if (touched) {
      call.reply().nilArray();
      return;
    }
    call.reply().array(transaction.queued().size());
    for (Transaction.Queued queued : transaction.queued()) {
      call.engine().runInside(call.session(), queued.spec(), queued.words(), call.reply());
    }
  }

  private static void discard(Call call) {
    ended(call, "ERR DISCARD without MULTI");
    call.engine().watches().unwatch(call.session());
    call.reply().ok();
  }

  private static Transaction ended(Call call, String errorWithout) {
    Transaction transaction = call.session().transaction();
    if (transaction == null) {
      throw new CommandError(errorWithout);
    }
    call.session().transaction(null);
    return transaction;
  }

  private static void watch(Call call) {
    if (call.session().transaction() != null) {
      throw new CommandError("ERR WATCH inside MULTI is not allowed");
    }
    for (int i = 1; i < call.size(); i++) {
      call.engine().watches().watch(call.session(), call.word(i));
    }
    call.reply().ok();
  }

  private static void unwatch(Call call) {
    call.engine().watches().unwatch(call.session());
    call.reply().ok();
  }
}
