package io.holdfast.examples.quickstart;

import java.time.Duration;
import java.util.List;

/** All acts, one after the other, with one crew. */
final class Show {

  private static final List<Act> ACTS =
      List.of(new WithoutLock(), new WithLock(), new HolderKilled(), new HolderStopped());

  private final Stage given;
  private final Report report = new Report();
  private int held;

  Show(Stage stage) {
    this.given = stage;
  }

  /**
   * Plays all acts; after one that could not be played to its end the rest is not shown.
   *
   * @throws ShowStoppedException if the crew cannot connect
   */
  void play() throws InterruptedException {
    Stage stage = fittingStage();
    Plan plan = stage.plan();
    boolean stopped = false;
    for (int number = 1; number <= ACTS.size(); number++) {
      Act act = ACTS.get(number - 1);
      String title = number + " " + act.title();
      Outcome outcome = Outcome.notShown("");
      if (!stopped) {
        stage.progress().step("act " + title);
        try {
          outcome = act.play(stage);
        } catch (ShowStoppedException e) {
          outcome = Outcome.of(false, String.valueOf(e.getMessage()));
          stopped = true;
        }
      }
      held += outcome.verdict() == Outcome.Verdict.HELD ? 1 : 0;
      report.add(title, act.promise(plan), outcome);
    }
    stage.progress().clear();
  }

  private Stage fittingStage() throws InterruptedException {
    int workers = given.plan().workers();
    given.progress().step("starting %d worker processes".formatted(workers));
    long startedAt = System.nanoTime();
    given.crew().hire(workers);
    Duration start = Duration.ofNanos(System.nanoTime() - startedAt);
    return new Stage(given.plan().fitting(start), given.crew(), given.progress());
  }

  String table() {
    return report.asText();
  }

  int promises() {
    return ACTS.size();
  }

  int held() {
    return held;
  }
}
