package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lock.spi.BackendException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerFactsTest {

  private static final String MASTER =
      String.join(
          "\r\n",
          "# Server",
          "redis_mode:standalone",
          "run_id:abc",
          "uptime_in_seconds:42",
          "",
          "# Replication",
          "role:master",
          "");

  @Test
  void parse_ofAMaster_tellsWhoItIsAndForHowLong() {
    assertThat(ServerFacts.parse(MASTER, "unknown"))
        .isEqualTo(new ServerFacts("abc", Duration.ofSeconds(42), null, false, false));
  }

  @Test
  void parse_ofAReplica_namesItsMaster() {
    String replica = MASTER.replace("role:master", "role:slave\r\nmaster_host:h\r\nmaster_port:7");

    assertThat(ServerFacts.parse(replica, "unknown").replicaOf()).isEqualTo("h:7");
  }

  @Test
  void parse_ofAClusterNode_saysSo() {
    assertThat(ServerFacts.parse(MASTER.replace("standalone", "cluster"), "").clustered()).isTrue();
  }

  @Test
  void syncsEveryWrite_needsBothTheFileAndTheSync() {
    String withFile = MASTER + "aof_enabled:1\r\n";

    assertThat(ServerFacts.parse(withFile, "always").syncsEveryWrite()).isTrue();
    assertThat(ServerFacts.parse(withFile, "everysec").syncsEveryWrite()).isFalse();
    assertThat(ServerFacts.parse(MASTER, "always").syncsEveryWrite()).isFalse();
  }

  @Test
  void parse_ofSomethingElse_isRefused() {
    for (String bad : new String[] {"", "run_id:abc", "run_id:abc\r\nuptime_in_seconds:x"}) {
      assertThatThrownBy(() -> ServerFacts.parse(bad, ""))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("run_id");
    }
  }
}
