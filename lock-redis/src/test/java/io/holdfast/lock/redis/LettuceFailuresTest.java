package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettuceFailuresTest {

  private static final String NODE = "redis://db:6379";

  private static BackendException refused(String reply) {
    return LettuceFailures.at(NODE, new RedisCommandExecutionException(reply));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "READONLY You can't write against a read only replica.",
        "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
        "CLUSTERDOWN Hash slot not served",
        "TRYAGAIN Multiple keys request during rehashing of slot",
        "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist",
        "NOREPLICAS Not enough good replicas to write."
      })
  void whatPasses_isWorthAskingAgain_andSaysWhatToDo(String reply) {
    BackendException failure = refused(reply);

    String code = reply.substring(0, reply.indexOf(' '));
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure).hasMessageStartingWith(NODE + " said " + code + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOAUTH Authentication required.",
        "WRONGPASS invalid username-password pair or user is disabled.",
        "NOPERM this user has no permissions to run the 'evalsha' command",
        "WRONGTYPE Operation against a key holding the wrong kind of value"
      })
  void whatNeedsSomebodysHand_isNotAskedAgain_andSaysWhatToDo(String reply) {
    BackendException failure = refused(reply);

    String code = reply.substring(0, reply.indexOf(' '));
    assertThat(failure.isRetryable()).isFalse();
    assertThat(failure).hasMessageStartingWith(NODE + " said " + code + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERR Error running script (call to f_6b1bf486c81ceb7edf3c093f4c48582e38c0e791):"
            + " @user_script:1: @user_script: 1: -OOM command not allowed when used memory >"
            + " 'maxmemory'.",
        "ERR Error running script (call to f_6b1b): @user_script:60: @user_script: 60: -OOM not"
      })
  void errorOfAScriptBeforeRedis7_isReadByItsOwnCode(String reply) {
    assertThat(refused(reply).isRetryable()).isTrue();
    assertThat(refused(reply)).hasMessageStartingWith(NODE + " said OOM: ");
  }

  @Test
  void anythingElse_isToldInTheServersWords() {
    assertThat(refused("ERR something new")).hasMessage(NODE + " said: ERR something new");
    assertThat(refused("NONSENSE")).hasMessage(NODE + " said: NONSENSE");
    assertThat(refused("ERR something new").isRetryable()).isFalse();
  }

  @Test
  void unknownCommand_isToldWithoutWhatWasSent() {
    BackendException failure =
        refused("ERR unknown command 'EVALSHA', with args beginning with: 's' 't0ken@owner'");

    assertThat(failure).hasMessage(NODE + " said: ERR unknown command 'EVALSHA'").hasNoCause();
  }

  static Stream<Throwable> silences() {
    RedisCommandTimeoutException silence = new RedisCommandTimeoutException("after 1 second(s)");
    return Stream.of(
        silence,
        new CompletionException(silence),
        new TimeoutException(),
        new RedisConnectionException("Unable to connect", new RedisException(silence)));
  }

  @ParameterizedTest
  @MethodSource("silences")
  void silence_isToldAsSuch_howeverItIsWrapped(Throwable silence) {
    BackendException failure = LettuceFailures.at(NODE, silence);

    assertThat(failure)
        .hasMessage(NODE + " gave no answer in time; check its load and the network");
    assertThat(failure.isRetryable()).isTrue();
  }

  @Test
  void refusalWhileConnecting_isTheServersAndNotTheConnections() {
    Throwable wrapped =
        new CompletionException(
            new RedisConnectionException(
                "Unable to connect", new RedisCommandExecutionException("WRONGPASS invalid")));

    assertThat(LettuceFailures.at(NODE, wrapped)).hasMessageContaining("said WRONGPASS");
  }

  @Test
  void lostConnection_isToldInLettucesWords() {
    Throwable lost = new ExecutionException(new RedisException("Connection is closed"));

    BackendException failure = LettuceFailures.at(NODE, lost);

    assertThat(failure)
        .hasMessage(
            "no connection to redis://db:6379 (Connection is closed); check that it runs and can be"
                + " reached");
    assertThat(failure.isRetryable()).isTrue();
  }

  @Test
  void wrapperWithoutACause_isToldItself() {
    assertThat(LettuceFailures.root(new CompletionException("alone", null)))
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void failureThatIsKnown_staysAsItIs() {
    BackendException known = BackendException.lasting("known", null);

    assertThat(LettuceFailures.at(NODE, new CompletionException(known))).isSameAs(known);
  }
}
