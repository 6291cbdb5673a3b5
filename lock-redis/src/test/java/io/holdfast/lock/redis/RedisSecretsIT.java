package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.holdfast.lock.Lease;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Neither the password nor a token reaches a log or a message, whatever goes wrong. */
class RedisSecretsIT {

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends Secrets {
    @Override
    TestServer start(String... config) {
      return EmbeddedServer.start(config);
    }
  }

  @Nested
  @DisplayName("[real]")
  class Real extends Secrets {
    @Override
    TestServer start(String... config) {
      return RealServer.start(config);
    }
  }

  abstract static class Secrets extends ServerFixture {

    private static final String PASSWORD = "correct-horse-battery";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.holdfast");
    private final Written written = new Written();

    /** All that is logged, with the failures behind it. */
    private static final class Written extends AppenderBase<ILoggingEvent> {
      private final Queue<String> texts = new ConcurrentLinkedQueue<>();

      @Override
      protected void append(ILoggingEvent event) {
        texts.add(event.getFormattedMessage());
        for (IThrowableProxy failure = event.getThrowableProxy();
            failure != null;
            failure = failure.getCause()) {
          texts.add(String.valueOf(failure.getMessage()));
        }
      }

      void add(Throwable thrown) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
          texts.add(String.valueOf(failure));
        }
      }
    }

    @BeforeEach
    void listen() {
      written.start();
      logger.setLevel(Level.TRACE);
      logger.setAdditive(false);
      logger.addAppender(written);
    }

    @AfterEach
    void stopListening() {
      logger.detachAppender(written);
      logger.setAdditive(true);
      logger.setLevel(null);
    }

    private RedisLocks.Builder builder(int port) {
      return RedisLocks.builder()
          .uri("redis://default:%s@127.0.0.1:%d".formatted(PASSWORD, port))
          .requestTimeout(Duration.ofMillis(300));
    }

    @Test
    void allThatGoesWrong_isToldWithoutSecrets() throws Exception {
      command("CONFIG", "SET", "requirepass", PASSWORD);
      FaultyLink link = link();
      LockClient client = connect(builder(link.port()));
      LockOptions renewed = LockOptions.builder().leaseTime(Duration.ofMillis(600)).build();
      Lease lease = client.lock(NAME, renewed).acquire();
      String token = tokenInRedis();

      // A renewal and a release that fail, a lease that is lost, an acquire that is refused, a
      // message from a stranger that carries the token, and a connect that fails.
      link.refuseConnections();
      link.cut();
      await().until(() -> !lease.isHeld());
      written.add(catchThrowable(lease::ensureHeld));
      written.add(catchThrowable(() -> client.lock(NAME).tryAcquire()));
      written.add(catchThrowable(() -> builder(link.port()).connect()));
      written.add(
          catchThrowable(
              () -> RedisLocks.builder().uri("redis://:" + PASSWORD + "@127.0.0.1:nowhere")));
      written.texts.add(lease.toString());
      link.acceptConnections();
      await().until(() -> publishToAllInboxes("1 " + token + "@stranger") > 0);
      await().until(() -> written.texts.stream().anyMatch(text -> text.contains("Somebody else")));

      assertThat(written.texts).hasSizeGreaterThan(8);
      assertThat(written.texts).noneMatch(text -> text.contains(PASSWORD));
      assertThat(written.texts).noneMatch(text -> text.contains(token));
    }

    private String authorized(String... words) {
      try (io.holdfast.server.testing.RespClient redis =
          io.holdfast.server.testing.RespClient.connect(server.port())) {
        assertThat(redis.command("AUTH", PASSWORD)).isEqualTo("+OK\r\n");
        return redis.command(words);
      }
    }

    private String tokenInRedis() {
      String value = authorized("GET", KEY).lines().toList().get(1);
      return value.substring(0, value.indexOf('@'));
    }

    private int publishToAllInboxes(String message) {
      return authorized("PUBSUB", "CHANNELS", "holdfast:inbox:*")
          .lines()
          .filter(line -> line.startsWith("holdfast:inbox:"))
          .map(inbox -> authorized("PUBLISH", inbox, message))
          .mapToInt(reply -> Integer.parseInt(reply.substring(1).trim()))
          .sum();
    }
  }
}
