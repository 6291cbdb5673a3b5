package io.holdfast.lock.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door refuses before anything is opened, each in one sentence. */
class RedisLocksTest {

  private static final String SECRET = "s3cret";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://:s3cret@localhost",
        "redis://",
        "redis://:s3cret@",
        "redis://:s3cret@host:port",
        "user:s3cret@host",
        "redis-sentinel://s3cret@host:26379",
        "redis-socket:///tmp/redis.sock",
        "redis://:s3\ncret@ho st"
      })
  void uri_thatIsNone_isRefusedWithoutRepeatingAPassword(String uri) {
    assertThatThrownBy(() -> RedisLocks.builder().uri(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("uri must be redis://host, rediss://host or redis-sentinel://")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  @Test
  void connect_withoutOrWithTwoPlaces_isRefused() {
    assertThatThrownBy(() -> RedisLocks.builder().connect())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("give either a uri or a client");
    RedisClient client = RedisClient.create();
    try {
      assertThatThrownBy(() -> RedisLocks.builder().uri("redis://a").client(client).connect())
          .isInstanceOf(IllegalStateException.class);
    } finally {
      client.shutdown();
    }
  }

  @Test
  void connect_toSeveralServersThatAreNoCluster_isRefused() {
    RedisLocks.Builder two = RedisLocks.builder().uri("redis://a").uri("redis://b");

    assertThatThrownBy(two::connect)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("several URIs are nodes of one cluster: call cluster(), or give one uri");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a{b", "größe"})
  void keyPrefix_outOfLimits_isRefused(String prefix) {
    assertThatThrownBy(() -> RedisLocks.builder().keyPrefix(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("keyPrefix must be 1..64 letters, digits or . _ : / -, was '" + prefix + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "größe"})
  void owner_outOfLimits_isRefused(String owner) {
    assertThatThrownBy(() -> RedisLocks.builder().owner(owner))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("owner must be 1..128 printable ASCII characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.009S", "PT60.001S", "PT999999999H"})
  void requestTimeout_outOfLimits_isRefused(Duration timeout) {
    assertThatThrownBy(() -> RedisLocks.builder().requestTimeout(timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("requestTimeout must be PT0.01S..PT1M, was " + timeout);
  }

  @Test
  void description_isAddressesOnly() {
    assertThat(
            LettuceConnector.describe(
                List.of(
                    RedisURI.create("redis://user:s3cret@a:7000/2"),
                    RedisURI.create("rediss://:s3cret@b"))))
        .isEqualTo("redis://a:7000,rediss://b:6379");
    assertThat(
            LettuceConnector.describe(
                List.of(RedisURI.create("redis-sentinel://s3cret@a:26379,b:26380#main"))))
        .isEqualTo("redis-sentinel://a:26379,b:26380/main");
  }

  @Test
  void requestTimeout_isKeptToATenth_andNeverCoarserThanLettuceDoes() {
    assertThat(LettuceConnector.tick(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(1));
    assertThat(LettuceConnector.tick(Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(5));
    assertThat(LettuceConnector.tick(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(100));
  }
}
