package io.holdfast.examples.quickstart;

import io.holdfast.lock.LockOptions;

/** Act 1: all workers change one file, and nobody takes care. */
final class WithoutLock implements Act {

  private static final int MOST_ATTEMPTS = 4;

  @Override
  public String title() {
    return "no lock";
  }

  @Override
  public String promise(Plan plan) {
    return "updates get lost";
  }

  @Override
  public Outcome play(Stage stage) throws InterruptedException {
    int rounds = stage.plan().rounds();
    Outcome outcome = attempt(stage, 1, rounds);
    // Nothing makes the workers collide but that they run at the same time; so they might not.
    for (int n = 2; n <= MOST_ATTEMPTS && outcome.verdict() != Outcome.Verdict.HELD; n++) {
      rounds *= 2;
      outcome = attempt(stage, n, rounds);
    }
    return outcome;
  }

  private static Outcome attempt(Stage stage, int number, int rounds) throws InterruptedException {
    String name = "no-lock-" + number;
    stage.newLedger(name);
    Tally tally =
        stage.runAll(new Work(Work.Care.NONE, name, rounds, 0, LockOptions.DEFAULT_LEASE_TIME));
    return Outcome.of(tally.kept() < tally.made(), tally.inWords());
  }
}
