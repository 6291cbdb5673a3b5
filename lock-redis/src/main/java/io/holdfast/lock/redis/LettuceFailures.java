package io.holdfast.lock.redis;

import io.holdfast.lock.spi.BackendException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern FAILED_IN_SCRIPT =
      Pattern.compile("@user_script: ?\\d+: -?([A-Z]+) ");

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
    String reply = String.valueOf(refusal.getMessage());
    String code = code(reply);
    String advice = PASSING.get(code);
    if (advice != null) {
      return BackendException.passing("%s said %s: %s".formatted(node, code, advice), refusal);
    }
    advice = LASTING.get(code);
    if (advice != null) {
      return BackendException.lasting("%s said %s: %s".formatted(node, code, advice), refusal);
    }
    // Redis repeats what it was sent with a command that it does not know: a token, for one.
    int arguments = reply.indexOf(", with args");
    return arguments < 0
        ? BackendException.lasting("%s said: %s".formatted(node, reply), refusal)
        : BackendException.lasting(
            "%s said: %s".formatted(node, reply.substring(0, arguments)), null);
  }

  /** The first word; before Redis 7 that of a script's command stands behind where it failed. */
  private static String code(String reply) {
    Matcher inScript = FAILED_IN_SCRIPT.matcher(reply);
    if (inScript.find()) {
      return inScript.group(1);
    }
    int space = reply.indexOf(' ');
    return space < 0 ? reply : reply.substring(0, space);
  }

  /** Redis's own words, or its silence, where there are some: Lettuce wraps them twice or more. */
  static Throwable root(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RedisCommandExecutionException
          || cause instanceof RedisCommandTimeoutException
          || cause instanceof TimeoutException
          || cause instanceof BackendException) {
        return cause;
      }
    }
    return (thrown instanceof CompletionException || thrown instanceof ExecutionException)
            && thrown.getCause() != null
        ? root(thrown.getCause())
        : thrown;
  }
}
