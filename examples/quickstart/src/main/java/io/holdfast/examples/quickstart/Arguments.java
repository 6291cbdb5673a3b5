package io.holdfast.examples.quickstart;

import io.holdfast.lock.redis.RedisLocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for. No message repeats a URI: there may be a password in it.
 *
 * @param workers how many processes
 * @param redisUri a Redis to use, or null for an embedded one
 * @param help whether only the usage is wanted
 */
record Arguments(int workers, @Nullable String redisUri, boolean help) {

  static final String USAGE =
      """
      Usage: examples/run quickstart [--workers N] [--redis URI]

      Several processes share one ledger file, in four acts: without a lock, with the lock, with
      a holder that is killed, and with a holder that is stopped for too long.

        --workers N   how many processes, 2 to 64 (default 4)
        --redis URI   use this Redis instead of an embedded server:
                      redis://[user:password@]host[:port][/database], rediss:// for TLS,
                      or redis-sentinel://[password@]host[:port],...#masterName
        --help        show this text

      Exit status: 0 if every promise held, 1 if one did not, 2 for wrong arguments or a Redis
      that cannot be used.
      """;

  private static final int DEFAULT_WORKERS = 4;
  private static final int FEWEST_WORKERS = 2;
  private static final int MOST_WORKERS = 64;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it makes no sense; the message is for the one who typed it
   */
  static Arguments parse(String... args) {
    List<String> words = new ArrayList<>();
    for (String arg : args) {
      words.addAll(arg.startsWith("--") ? List.of(arg.split("=", 2)) : List.of(arg));
    }
    int workers = DEFAULT_WORKERS;
    String redisUri = null;
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--help", "-h" -> {
          return new Arguments(workers, redisUri, true);
        }
        case "--workers" -> workers = workers(valueAfter(words, i++));
        case "--redis" -> redisUri = redisUri(valueAfter(words, i++));
        default -> throw new IllegalArgumentException(unknown(words.get(i)));
      }
    }
    return new Arguments(workers, redisUri, false);
  }

  private static String valueAfter(List<String> words, int option) {
    if (option + 1 == words.size()) {
      throw new IllegalArgumentException(words.get(option) + " needs a value");
    }
    return words.get(option + 1);
  }

  private static int workers(String value) {
    if (value.matches("\\d{1,3}")) {
      int workers = Integer.parseInt(value);
      if (workers >= FEWEST_WORKERS && workers <= MOST_WORKERS) {
        return workers;
      }
    }
    throw new IllegalArgumentException(
        "--workers must be a number from %d to %d, was '%s'"
            .formatted(FEWEST_WORKERS, MOST_WORKERS, value));
  }

  private static String redisUri(String value) {
    try {
      RedisLocks.builder().uri(value);
      return value;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--redis must be redis://[user:password@]host[:port][/database], or begin with rediss://"
              + " or redis-sentinel://",
          e);
    }
  }

  private static String unknown(String word) {
    return word.contains("://") || word.contains("@")
        ? "an address goes behind --redis"
        : "unknown argument '%s'".formatted(word);
  }
}
