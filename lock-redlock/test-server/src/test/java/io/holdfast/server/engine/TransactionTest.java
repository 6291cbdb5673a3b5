package io.holdfast.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.testing.VirtualClient;
import io.holdfast.server.testing.VirtualServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest {

  private static final String NIL = "*-1\r\n";
  private static final String NOTHING = "*0\r\n";

  private final VirtualServer server = new VirtualServer("enable-debug-command", "yes");
  private final VirtualClient client = server.client();
  private final VirtualClient other = server.client();

  @BeforeEach
  void aKey() {
    client.line("SET k 1");
  }

  @Test
  void exec_commandsWereQueued_runTogether() {
    client.line("MULTI");
    assertThat(client.line("INCR k")).isEqualTo("+QUEUED\r\n");
    assertThat(other.line("GET k")).isEqualTo("$1\r\n1\r\n");

    assertThat(client.line("EXEC")).isEqualTo("*1\r\n:2\r\n");
  }

  @Test
  void exec_oneCommandFails_theOthersStillRun() {
    client.line("SET text abc");
    client.line("MULTI");
    client.line("INCR text");
    client.line("INCR k");

    assertThat(client.line("EXEC"))
        .isEqualTo("*2\r\n-ERR value is not an integer or out of range\r\n:2\r\n");
  }

  @Test
  void exec_aCommandWasRefusedWhileQueuing_runsNothing() {
    client.line("MULTI");
    client.line("INCR k");
    client.line("NOSUCH");

    assertThat(client.line("EXEC")).startsWith("-EXECABORT ");
    assertThat(client.line("GET k")).isEqualTo("$1\r\n1\r\n");
  }

  @Test
  void exec_watchedKeyWasChanged_runsNothing() {
    client.line("WATCH k");
    other.line("INCR k");
    client.line("MULTI");
    client.line("SET k mine");

    assertThat(client.line("EXEC")).isEqualTo(NIL);
    assertThat(client.line("GET k")).isEqualTo("$1\r\n2\r\n");
  }

  @Test
  void exec_watchedKeyWasChangedByItself_runsNothing() {
    client.line("WATCH k");
    client.line("INCR k");
    client.line("MULTI");

    assertThat(client.line("EXEC")).isEqualTo(NIL);
  }

  @Test
  void exec_watchedKeyHasExpired_runsNothing() {
    client.line("PEXPIRE k 100");
    client.line("WATCH k");
    server.advance(Duration.ofMillis(150));
    client.line("MULTI");

    assertThat(client.line("EXEC")).isEqualTo(NIL);
  }

  @Test
  void exec_watchedKeyHadExpiredBefore_runs() {
    client.line("DEBUG SET-ACTIVE-EXPIRE 0");
    client.line("PEXPIRE k 100");
    server.advance(Duration.ofMillis(150));
    client.line("WATCH k");
    client.line("MULTI");

    assertThat(client.line("EXEC")).isEqualTo(NOTHING);
  }

  @Test
  void exec_watchedKeyWasRead_runs() {
    client.line("WATCH k");
    other.line("GET k");
    client.line("MULTI");

    assertThat(client.line("EXEC")).isEqualTo(NOTHING);
  }

  @Test
  void exec_sameKeyOfAnotherDatabaseWasChanged_runs() {
    client.line("WATCH k");
    other.line("SELECT 1");
    other.line("SET k 2");
    client.line("MULTI");

    assertThat(client.line("EXEC")).isEqualTo(NOTHING);
  }

  @Test
  void exec_whateverCameOfIt_forgetsTheWatch() {
    client.line("WATCH k");
    other.line("INCR k");
    client.line("MULTI");
    client.line("EXEC");
    client.line("MULTI");

    assertThat(client.line("EXEC")).isEqualTo(NOTHING);
  }

  @Test
  void exec_keysExpireWhileItRuns_areAllStillThere() {
    client.line("PEXPIRE k 10");
    client.line("MULTI");
    client.line("DEBUG SLEEP 1");
    client.line("GET k");

    assertThat(client.line("EXEC")).endsWith("$1\r\n1\r\n");
  }

  @Test
  void discard_forgetsTheQueueAndTheWatch() {
    client.line("WATCH k");
    client.line("MULTI");
    client.line("INCR k");

    assertThat(client.line("DISCARD")).isEqualTo("+OK\r\n");
    assertThat(client.line("GET k")).isEqualTo("$1\r\n1\r\n");
    assertThat(client.session().watched().size()).isZero();
  }
}
