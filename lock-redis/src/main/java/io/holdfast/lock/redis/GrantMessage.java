package io.holdfast.lock.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an inbox is told when a lock is handed over: {@code <fencing token> <time of the grant>
 * <token>@<owner>}, as hand-over.lua writes it.
 *
 * @param fencingToken of the grant
 * @param grantedAtMicros by the server's clock
 * @param token whose waiter was granted
 */
record GrantMessage(long fencingToken, long grantedAtMicros, String token) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,16}) (\\d{1,16}) ([^@]+)@.*");

  /** Null for what is no such message: anybody may publish to any channel. */
  static @Nullable GrantMessage parse(String message) {
    Matcher parts = FORM.matcher(message);
    return parts.matches()
        ? new GrantMessage(
            Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3))
        : null;
  }

  /** Without the token, which never reaches a log. */
  @Override
  public String toString() {
    return "GrantMessage[" + fencingToken + "]";
  }
}
