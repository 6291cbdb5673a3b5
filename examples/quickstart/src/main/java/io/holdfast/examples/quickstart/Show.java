package io.holdfast.examples.quickstart;

import java.util.List;

/** All acts, one after the other, with one crew. */
final class Show {

  private static final List<Act> ACTS =
      List.of(new WithoutLock(), new WithLock(), new HolderKilled(), new HolderStopped());

  private final Stage stage;
  private final Report report = new Report();
  private int held;

  Show(Stage stage) {
    this.stage = stage;
  }

  /**
   * Plays all acts; after one that could not be played to its end the rest is not shown.
   *
   * @throws ShowStoppedException if the crew cannot connect
   */
  void play() throws InterruptedException {
    Plan plan = stage.plan();
    stage.progress().step("starting %d worker processes".formatted(plan.workers()));
    stage.crew().hire(plan.workers());
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
