package io.holdfast.examples.quickstart;

import io.holdfast.lock.ReleaseResult;
import java.time.Duration;
import java.util.List;

/**
 * Act 4: a worker that holds the lock is stopped in the middle of a change, as a long pause of its
 * machine would, and goes on when others have had the lock.
 */
final class HolderStopped implements Act {

  private static final int FEWEST_WORKERS = 2;

  @Override
  public String title() {
    return "holder stopped";
  }

  @Override
  public String promise(Plan plan) {
    return "its lease says LOST;\nits stale token is refused";
  }

  @Override
  public Outcome play(Stage stage) throws InterruptedException {
    Plan plan = stage.plan();
    if (stage.crew().members().size() < FEWEST_WORKERS) {
      stage.crew().hire(1); // The one that act 3 killed is missing.
    }
    Ledger ledger = stage.newLedger("stopped");
    Work work =
        new Work(Work.Care.LOCK_AND_FENCE, "stopped", plan.fewRounds(), 0, plan.leaseTime());
    WorkerProcess holder = stage.crew().members().get(0);
    List<WorkerProcess> others = stage.crew().members().stream().skip(1).toList();
    Transcript transcript = stage.transcript(work.rounds() * others.size());

    holder.tell(new Work(work.care(), work.ledger(), 1, 1, work.leaseTime()).asLine());
    transcript.await(Saying.Word.HOLDING);
    long stoppedAt = System.nanoTime();
    if (!holder.stop()) {
      return Outcome.notShown("this system cannot stop a process (SIGSTOP)");
    }
    stage.progress().step("act 4: the holder is stopped, its lease runs out");
    others.forEach(other -> other.tell(work.asLine()));
    transcript.awaitDone(others.size());

    Duration stopped = Duration.ofNanos(System.nanoTime() - stoppedAt);
    stage.progress().step("act 4: the holder goes on");
    holder.tell(Work.GO_ON);
    holder.resume();
    Event released = transcript.await(Saying.Word.RELEASED);
    transcript.awaitDone(others.size() + 1);
    return judge(transcript, holder, released, stopped, ledger);
  }

  private static Outcome judge(
      Transcript transcript,
      WorkerProcess holder,
      Event released,
      Duration stopped,
      Ledger ledger) {
    List<Event> lost = transcript.by(holder, Saying.Word.LOST);
    List<Event> refused = transcript.by(holder, Saying.Word.REFUSED);
    Tally tally = Tally.of(transcript, ledger);
    boolean notReleased = !released.saying().rest().equals(ReleaseResult.RELEASED.name());
    String state = lost.isEmpty() ? "HELD" : "LOST (" + lost.get(0).saying().rest() + ")";
    String write =
        refused.isEmpty()
            ? "its late write was ACCEPTED"
            : "token %s refused,\nledger saw %s"
                .formatted((Object[]) refused.get(0).saying().words());
    return Outcome.of(
        !lost.isEmpty() && !refused.isEmpty() && tally.isExact() && notReleased,
        "%s after %s of SIGSTOP;\n%s".formatted(state, Seconds.of(stopped), write));
  }
}
