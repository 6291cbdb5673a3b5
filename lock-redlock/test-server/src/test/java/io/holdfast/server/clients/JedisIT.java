package io.holdfast.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.server.embedded.InMemoryRedis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.params.SetParams;

class JedisIT {

  private InMemoryRedis server;
  private Jedis jedis;

  @BeforeEach
  void connect() {
    server = InMemoryRedis.start();
    jedis = new Jedis("127.0.0.1", server.port());
  }

  @AfterEach
  void disconnect() {
    jedis.close();
    server.close();
  }

  @Test
  void set_ofALock_excludesTheNextUntilItIsReleasedByItsScript() {
    SetParams ifMissing = SetParams.setParams().nx().px(30_000);
    assertThat(jedis.set("lock", "mine", ifMissing)).isEqualTo("OK");
    assertThat(jedis.set("lock", "theirs", ifMissing)).isNull();

    Object released =
        jedis.eval(
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
                + " return 0",
            List.of("lock"),
            List.of("mine"));

    assertThat(released).isEqualTo(1L);
    assertThat(jedis.set("lock", "theirs", ifMissing)).isEqualTo("OK");
  }

  @Test
  void transaction_answersEachOfItsCommands() {
    try (Transaction transaction = jedis.multi()) {
      transaction.set("n", "1");
      transaction.incr("n");

      assertThat(transaction.exec()).containsExactly("OK", 2L);
    }
  }
}
