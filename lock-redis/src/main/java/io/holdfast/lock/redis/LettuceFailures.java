package io.holdfast.lock.redis;

import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says of what Lettuce throws whether it may pass, and what to do about it. */
final class LettuceFailures {

  /** First words of Redis's error replies that pass by themselves, or when somebody makes room. */
  private static final Map<String, String> PASSING =
      Map.of(
          "LOADING", "it is starting; wait until it has loaded its data",
          "READONLY", "it is a replica; point the client at the master, or wait for the failover",
          "MASTERDOWN", "it is a replica that lost its master; wait for the failover",
          "CLUSTERDOWN", "the cluster is not serving; check that every slot is covered",
          "TRYAGAIN", "a slot is being moved; it is tried again",
          "BUSY", "a script is running; find it with SLOWLOG or end it with SCRIPT KILL",
          "OOM", "its memory is full; raise maxmemory or free some",
          "MISCONF", "it cannot write to its disk; look at its log",
          "NOREPLICAS", "too few replicas are connected; see min-replicas-to-write");

  private static final Map<String, String> LASTING =
      Map.of(
          "NOAUTH", "give the client a user name and password",
          "WRONGPASS", "check the user name and password",
          "NOPERM", "allow the user the commands and keys that locks need",
          "WRONGTYPE",
              "something else is stored under the lock's key; choose another name or prefix");

  private LettuceFailures() {}

  static BackendException at(String node, Throwable thrown) {
    Throwable cause = root(thrown);
    if (cause instanceof BackendException known) {
      return known;
    }
    if (cause instanceof RedisCommandTimeoutException || cause instanceof TimeoutException) {
      return BackendException.passing(
          node + " gave no answer in time; check its load and the network", cause);
    }
    if (cause instanceof RedisCommandExecutionException refusal) {
      return refused(node, refusal);
    }
    return BackendException.passing(
        "no connection to %s (%s); check that it runs and can be reached"
            .formatted(node, cause.getMessage()),
        cause);
  }

  private static BackendException refused(String node, RedisCommandExecutionException refusal) {
    String message = String.valueOf(refusal.getMessage());
    int space = message.indexOf(' ');
    String code = space < 0 ? message : message.substring(0, space);
    String passing = PASSING.get(code);
    if (passing != null) {
      return BackendException.passing("%s said %s: %s".formatted(node, code, passing), refusal);
    }
    String advice = LASTING.getOrDefault(code, message);
    return BackendException.lasting("%s said %s: %s".formatted(node, code, advice), refusal);
  }

  /** Redis's own words where there are some: Lettuce wraps them when it connects. */
  static Throwable root(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && isWrapping(cause)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isWrapping(Throwable cause) {
    return cause instanceof CompletionException
        || (!(cause instanceof RedisCommandExecutionException) && hasRefusal(cause.getCause()));
  }

  private static boolean hasRefusal(@Nullable Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException) {
        return true;
      }
    }
    return false;
  }
}
