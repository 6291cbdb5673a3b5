package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.commands.lists.ListTable;
import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockedClientsTest {

  private static final String NOTHING = "";
  private static final String TIMED_OUT = "*-1\r\n";

  private final VirtualServer server = new VirtualServer(ListTable.table());
  private final VirtualClient pusher = server.client();
  private final VirtualClient first = server.client();
  private final VirtualClient second = server.client();

  private static String popped(String element) {
    return "*2\r\n$1\r\nl\r\n$%d\r\n%s\r\n".formatted(element.length(), element);
  }

  @Test
  void timeout_fractionOfASecond_passesToTheMillisecond() {
    first.line("BLPOP l 0.25");

    server.advance(Duration.ofMillis(249));
    assertThat(first.read()).isEqualTo(NOTHING);
    server.advance(Duration.ofMillis(1));
    assertThat(first.read()).isEqualTo(TIMED_OUT);
  }

  @Test
  void timeout_zero_neverPasses() {
    first.line("BLPOP l 0");

    server.advance(Duration.ofDays(1_000));

    assertThat(first.read()).isEqualTo(NOTHING);
    assertThat(server.engine().blocked().count()).isEqualTo(1);
  }

  @Test
  void timeout_servedBefore_doesNotPass() {
    first.line("BLPOP l 1");
    pusher.line("RPUSH l a");
    assertThat(first.read()).isEqualTo(popped("a"));

    server.advance(Duration.ofSeconds(2));

    assertThat(first.read()).isEqualTo(NOTHING);
  }

  @Test
  void timeout_servedAndWaitingAgain_countsFromTheSecondCommand() {
    first.line("BLPOP l 10");
    server.advance(Duration.ofSeconds(9));
    pusher.line("RPUSH l a");
    first.read();
    first.line("BLPOP l 10");

    server.advance(Duration.ofMillis(9_999));
    assertThat(first.read()).isEqualTo(NOTHING);
    server.advance(Duration.ofMillis(1));
    assertThat(first.read()).isEqualTo(TIMED_OUT);
  }

  @Test
  void timeout_shorterOneComesLater_eachPassesAtItsTime() {
    first.line("BLPOP l 10");
    second.line("BLPOP l 1");

    server.advance(Duration.ofSeconds(1));
    assertThat(second.read()).isEqualTo(TIMED_OUT);
    assertThat(first.read()).isEqualTo(NOTHING);
    server.advance(Duration.ofSeconds(9));
    assertThat(first.read()).isEqualTo(TIMED_OUT);
  }

  @Test
  void timeout_manyServedBefore_leavesTheHostFewTimers() {
    for (int i = 0; i < 1_000; i++) {
      first.line("BLPOP l 60");
      pusher.line("RPUSH l a");
    }

    assertThat(server.host().pendingTimers()).isLessThan(10);
  }

  @Test
  void wait_keyOfAnotherType_goesOnWithItsDeadline() {
    first.line("BLPOP l 1");
    server.advance(Duration.ofMillis(900));
    pusher.line("SET l x");
    assertThat(first.read()).isEqualTo(NOTHING);

    server.advance(Duration.ofMillis(100));

    assertThat(first.read()).isEqualTo(TIMED_OUT);
  }

  @Test
  void serve_severalWait_longestFirst() {
    first.line("BLPOP l 0");
    second.line("BLPOP l 0");

    pusher.line("RPUSH l a");

    assertThat(first.read()).isEqualTo(popped("a"));
    assertThat(second.read()).isEqualTo(NOTHING);
  }

  @Test
  void serve_firstIsGone_nextIsServed() {
    first.line("BLPOP l 0");
    second.line("BLPOP l 0");
    first.disconnect();

    pusher.line("RPUSH l a");

    assertThat(second.read()).isEqualTo(popped("a"));
    assertThat(server.engine().blocked().count()).isZero();
  }

  @Test
  void serve_twoKeysOfOneSession_answersOnce() {
    first.line("BLPOP l m 0");
    pusher.line("MULTI");
    pusher.line("RPUSH l a");
    pusher.line("RPUSH m b");

    pusher.line("EXEC");

    assertThat(first.read()).isEqualTo(popped("a"));
    assertThat(pusher.line("LLEN m")).isEqualTo(":1\r\n");
  }

  @Test
  void serve_commandsWerePipelinedBehind_runAfterTheOthersWereServed() {
    first.line("BLPOP l 0");
    first.line("LLEN l");
    second.line("BLPOP l 0");

    pusher.line("RPUSH l a b c");

    assertThat(first.read()).isEqualTo(popped("a") + ":1\r\n");
    assertThat(second.read()).isEqualTo(popped("b"));
  }

  @Test
  void timeout_commandsWerePipelinedBehind_runThen() {
    first.line("BLPOP l 1");
    first.line("PING");

    server.advance(Duration.ofSeconds(1));

    assertThat(first.read()).isEqualTo(TIMED_OUT + "+PONG\r\n");
  }

  @Test
  void serve_waited_countsAsOneCall() {
    first.line("BLPOP l 0");
    pusher.line("SET l x");
    pusher.line("DEL l");
    pusher.line("RPUSH l a");

    assertThat(pusher.line("INFO commandstats")).contains("cmdstat_blpop:calls=1,");
  }
}
