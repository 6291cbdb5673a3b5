package io.holdfast.server.scripting;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.server.embedded.InMemoryRedis;
import io.holdfast.server.testing.RealRedis;
import io.holdfast.server.testing.RespClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A script that does not end: who is told what, and how it is ended. */
class LongScriptIT {

  /** What both servers have in common. */
  abstract static class OnServer {

    private static final String BUSY =
        "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE."
            + "\r\n";

    private RespClient runs;
    private RespClient looksOn;

    /** Starts a server and returns its port. */
    abstract int start();

    abstract void stop();

    @BeforeEach
    void connect() {
      int port = start();
      runs = RespClient.connect(port);
      looksOn = RespClient.connect(port);
      assertThat(looksOn.command("CONFIG", "SET", "busy-reply-threshold", "20"))
          .isEqualTo("+OK\r\n");
    }

    @AfterEach
    void disconnect() {
      runs.close();
      looksOn.close();
      stop();
    }

    private void begin(String script) {
      String request =
          "*3\r\n$4\r\nEVAL\r\n$%d\r\n%s\r\n$1\r\n0\r\n".formatted(script.length(), script);
      runs.send(request.getBytes(ISO_8859_1));
      await().until(() -> looksOn.command("GET", "any").equals(BUSY));
    }

    @Test
    void otherCommands_whileAScriptTakesTooLong_areToldThatTheServerIsBusy() {
      begin("while true do end");

      assertThat(looksOn.command("SET", "a", "1")).isEqualTo(BUSY);
      assertThat(looksOn.command("PING")).isEqualTo(BUSY);

      assertThat(looksOn.command("SCRIPT", "KILL")).isEqualTo("+OK\r\n");
      assertThat(runs.reply()).startsWith("-ERR").contains("Script killed by user");
    }

    @Test
    void scriptKill_endsAScriptThatCatchesEveryError() {
      begin("while true do pcall(function() while true do end end) end");

      assertThat(looksOn.command("SCRIPT", "KILL")).isEqualTo("+OK\r\n");

      assertThat(runs.reply()).contains("Script killed by user with SCRIPT KILL.");
      assertThat(runs.command("PING")).isEqualTo("+PONG\r\n");
    }

    @Test
    void scriptKill_ofAScriptThatHasWritten_isRefused() {
      begin("redis.call('SET', 'n', 0) while true do end");

      assertThat(looksOn.command("SCRIPT", "KILL"))
          .startsWith("-UNKILLABLE Sorry the script already executed write commands");
    }

    @Test
    void functionKill_ofAScript_isRefused() {
      begin("while true do end");

      assertThat(looksOn.command("FUNCTION", "KILL")).isEqualTo(BUSY);
    }

    @Test
    void scriptKill_whileNothingRuns_isRefused() {
      assertThat(looksOn.command("SCRIPT", "KILL"))
          .isEqualTo("-NOTBUSY No scripts in execution right now.\r\n");
    }
  }

  @Nested
  @DisplayName("[embedded]")
  class Embedded extends OnServer {

    private InMemoryRedis server;

    @Override
    int start() {
      server = InMemoryRedis.start();
      return server.port();
    }

    @Override
    void stop() {
      server.close();
    }
  }

  @Nested
  @DisplayName("[real]")
  @EnabledIf("io.holdfast.server.testing.RealRedis#isAvailable")
  class Real extends OnServer {

    private RealRedis server;

    @Override
    int start() {
      server = RealRedis.start();
      return server.port();
    }

    @Override
    void stop() {
      server.close();
    }
  }
}
