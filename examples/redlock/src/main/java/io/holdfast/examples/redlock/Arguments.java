package io.holdfast.examples.redlock;

import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for. No message repeats a URI: there may be a password in it.
 *
 * @param workers how many contend
 * @param redisUris masters to use; none for embedded ones
 * @param help whether only the usage is wanted
 */
record Arguments(int workers, List<String> redisUris, boolean help) {

  static final String USAGE =
      """
      Usage: examples/run redlock [--workers N] [--redis URI]...

      Workers contend for one lock on a quorum of independent masters, while the masters are taken
      away and given back one by one.

        --workers N   how many workers, 2 to 64 (default 6)
        --redis URI   a master to use, redis://[user:password@]host[:port][/database] or rediss://;
                      name an odd number of at least three, up for longer than four seconds. They
                      are not killed but paused for a while (CLIENT PAUSE). Without, five embedded
                      servers are started, which are killed and restarted empty
        --help        show this text

      Exit status: 0 if no two workers held the lock at once and fencing tokens rose, 1 if not,
      2 for wrong arguments or masters that cannot be used.
      """;

  private static final int DEFAULT_WORKERS = 6;
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
    List<String> redisUris = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--help", "-h" -> {
          return new Arguments(workers, redisUris, true);
        }
        case "--workers" -> workers = workers(valueAfter(words, i++));
        case "--redis" -> redisUris.add(valueAfter(words, i++));
        default -> throw new IllegalArgumentException(unknown(words.get(i)));
      }
    }
    return new Arguments(workers, List.copyOf(redisUris), false);
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

  private static String unknown(String word) {
    return word.contains("://") || word.contains("@")
        ? "an address goes behind --redis"
        : "unknown argument '%s'".formatted(word);
  }
}
