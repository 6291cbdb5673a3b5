package io.holdfast.examples.quickstart;

import io.holdfast.lock.LockOptions;

/** Act 2: the same as act 1, but each change is made while the lock is held. */
final class WithLock implements Act {

  @Override
  public String title() {
    return "with the lock";
  }

  @Override
  public String promise(Plan plan) {
    return "no update gets lost";
  }

  @Override
  public Outcome play(Stage stage) throws InterruptedException {
    Plan plan = stage.plan();
    stage.newLedger("with-lock");
    Tally tally =
        stage.runAll(
            new Work(
                Work.Care.LOCK, "with-lock", plan.rounds(), 0, LockOptions.DEFAULT_LEASE_TIME));
    boolean allMade = tally.made() == (long) plan.rounds() * plan.workers();
    return Outcome.of(allMade && tally.isExact(), tally.inWords());
  }
}
