package io.holdfast.server.commands.connection;

import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.Session;
import java.util.List;

/** CLIENT KILL in its old form, with an address, and in its new one, with a filter. */
final class ClientKill {

  private ClientKill() {}

  static void run(Call call) {
    if (call.size() == 3) {
      String address = call.word(2).latin();
      for (Session session : List.copyOf(call.engine().sessions())) {
        if (session.peer().address().equals(address)) {
          session.close();
          call.reply().ok();
          return;
        }
      }
      throw new CommandError("ERR No such client");
    }
    call.reply().integer(killAll(call));
  }

  private static long killAll(Call call) {
    if (call.size() % 2 == 1) {
      throw CommandError.syntax();
    }
    ClientFilter filter = new ClientFilter();
    boolean spareMe = true;
    for (int i = 2; i < call.size(); i += 2) {
      if (!call.isWord(i, "skipme")) {
        filter.addOption(call, i);
      } else if (call.isWord(i + 1, "yes") || call.isWord(i + 1, "no")) {
        spareMe = call.isWord(i + 1, "yes");
      } else {
        throw CommandError.syntax();
      }
    }
    long killed = 0;
    for (Session session : List.copyOf(call.engine().sessions())) {
      if (filter.matches(session) && !(spareMe && session == call.session())) {
        session.close();
        killed++;
      }
    }
    return killed;
  }
}
