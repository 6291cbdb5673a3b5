package io.holdfast.examples.quickstart;

import java.time.Duration;
import java.util.List;

/**
 * Act 3: a worker that holds the lock is killed in the middle of a change, while all others wait.
 * Before that it stays there for longer than its lease time, kept by its watchdog.
 */
final class HolderKilled implements Act {

  private static final int PAUSE_IN_ROUND = 3;

  /** What a busy machine may need to notice that the TTL is over and to run the next process. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  @Override
  public String title() {
    return "holder killed";
  }

  @Override
  public String promise(Plan plan) {
    return "alone while it lives;\nothers go on within a TTL\n(%s, and %s to notice)"
        .formatted(Seconds.of(plan.leaseTime()), Seconds.of(GRACE));
  }

  @Override
  public Outcome play(Stage stage) throws InterruptedException {
    Plan plan = stage.plan();
    Ledger ledger = stage.newLedger("killed");
    Work work = new Work(Work.Care.LOCK_AND_FENCE, "killed", plan.fewRounds(), 0, plan.leaseTime());
    WorkerProcess holder = stage.crew().members().get(0);
    List<WorkerProcess> others = stage.crew().members().stream().skip(1).toList();
    Transcript transcript = stage.transcript(work.rounds() * others.size() + PAUSE_IN_ROUND - 1);

    holder.tell(work.pausingIn(PAUSE_IN_ROUND).asLine());
    transcript.await(Saying.Word.HOLDING);
    others.forEach(other -> other.tell(work.asLine()));
    Duration life = plan.leaseTime().multipliedBy(5).dividedBy(4);
    stage.progress().step("act 3: the holder works for " + Seconds.of(life) + ", the others wait");
    transcript.listen(life);
    boolean alone = transcript.all(Saying.Word.WROTE).size() == PAUSE_IN_ROUND - 1;

    long killedAt = System.nanoTime();
    stage.crew().kill(holder);
    stage.progress().step("act 3: the holder is killed, its lease runs out");
    transcript.awaitDone(others.size());
    Duration wentOnAfter =
        transcript.all(Saying.Word.WROTE).stream()
            .map(wrote -> Duration.ofNanos(wrote.atNanos() - killedAt))
            .filter(after -> !after.isNegative())
            .findFirst()
            .orElse(plan.timeLimit()); // Nobody did.
    Tally tally = Tally.of(transcript, ledger);
    return Outcome.of(
        alone && wentOnAfter.compareTo(plan.leaseTime().plus(GRACE)) <= 0 && tally.isExact(),
        "%s for %s, then kill -9;\nwent on after %s;\n%s"
            .formatted(
                alone ? "alone" : "NOT ALONE",
                Seconds.of(life),
                Seconds.of(wentOnAfter),
                tally.inWords()));
  }
}
