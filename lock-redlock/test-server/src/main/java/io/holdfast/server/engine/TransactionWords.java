package io.holdfast.server.engine;

import java.util.Set;

/** The commands that are not queued between MULTI and EXEC. */
final class TransactionWords {

  private static final Set<String> AT_ONCE =
      Set.of("multi", "exec", "discard", "watch", "quit", "reset");

  private TransactionWords() {}

  static boolean isExec(CommandSpec spec) {
    return spec.name().equals("exec");
  }

  static boolean runAtOnce(CommandSpec spec) {
    return AT_ONCE.contains(spec.name());
  }
}
