package io.holdfast.examples.redlock;

import io.holdfast.lock.redlock.NodeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes the masters away and gives them back, one by one, and watches what the crowd gets done. */
final class Show {

  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration AWAY = Duration.ofMillis(1_500);
  private static final Duration LONGEST_RETURN = Duration.ofSeconds(15);
  private static final Duration TICK = Duration.ofMillis(100);

  private final List<Master> masters;
  private final Crowd crowd;
  private final Witness witness;
  private final Board board;
  private final List<Row> rows = new ArrayList<>();

  /**
   * What became of one master, and of the crowd meanwhile.
   *
   * @param grantsWhileAway how many leases there were without it
   * @param back how long after it was healed its vote counted; negative if it did not in time
   */
  record Row(String master, String misfortune, int grantsWhileAway, Duration back) {}

  Show(List<Master> masters, Crowd crowd, Witness witness, Board board) {
    this.masters = masters;
    this.crowd = crowd;
    this.witness = witness;
    this.board = board;
  }

  List<Row> play() throws InterruptedException {
    crowd.begin();
    watch(WARM_UP, false);
    for (int i = 0; i < masters.size(); i++) {
      Master master = masters.get(i);
      int before = witness.grants();
      master.harm(AWAY);
      watch(AWAY, false);
      int grants = witness.grants() - before;
      master.heal();
      Duration back = watch(LONGEST_RETURN, true);
      rows.add(new Row(Board.name(i), master.misfortune(), grants, back));
    }
    watch(WARM_UP, false);
    crowd.end();
    return rows;
  }

  /** Shows the board for so long, or until all vote again; how long that was, or less than zero. */
  private Duration watch(Duration time, boolean untilAllVote) throws InterruptedException {
    long startedAt = System.nanoTime();
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      board.show(crowd.status(), witness.grants());
      Duration passed = Duration.ofNanos(System.nanoTime() - startedAt);
      if (untilAllVote && allVote()) {
        return passed;
      }
      if (passed.compareTo(time) >= 0) {
        return untilAllVote ? Duration.ofSeconds(-1) : passed;
      }
      never.await(TICK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean allVote() {
    return crowd.status().nodes().stream()
        .allMatch(node -> node.state() == NodeStatus.State.VOTING);
  }
}
