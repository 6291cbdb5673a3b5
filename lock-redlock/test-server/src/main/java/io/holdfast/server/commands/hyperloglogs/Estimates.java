package io.holdfast.server.commands.hyperloglogs;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.CorruptRegistersException;
import io.holdfast.server.values.HyperLogLog;
import io.holdfast.server.values.StringValue;
import org.jspecify.annotations.Nullable;

/** Looking up and storing HyperLogLogs, which are strings to everybody else. */
final class Estimates {

  private Estimates() {}

  /** A step of a command that finds out whether the registers are sound. */
  @FunctionalInterface
  interface Step {
    void run() throws CorruptRegistersException;
  }

  /** Runs the step, and answers with an error where the registers are not sound. */
  static void orCorrupt(Step step) {
    try {
      step.run();
    } catch (CorruptRegistersException e) {
      throw new CommandError("INVALIDOBJ " + e.getMessage());
    }
  }

  /** What the key holds, to be read, or null where there is no such key. */
  static @Nullable HyperLogLog read(Call call, Bytes key) {
    return of(call.read(key, StringValue.class));
  }

  /** What the key holds, to be changed and stored, or null where there is no such key. */
  static @Nullable HyperLogLog write(Call call, Bytes key) {
    return of(call.write(key, StringValue.class));
  }

  private static @Nullable HyperLogLog of(@Nullable StringValue value) {
    if (value == null) {
      return null;
    }
    HyperLogLog found = HyperLogLog.of(value.bytes());
    if (found == null) {
      throw new CommandError("WRONGTYPE Key is not a valid HyperLogLog string value.");
    }
    return found;
  }

  /** Keeps the string as one that is edited, as Redis does before it knows whether it will be. */
  static void keepEdited(Call call, Bytes key) {
    StringValue value = call.write(key, StringValue.class);
    if (value != null) {
      call.keepAs(key, value.edited());
    }
  }

  /** Stores it under the key. */
  static void store(Call call, Bytes key, HyperLogLog value) {
    call.putKeepingExpiry(key, new StringValue(value.bytes(), StringValue.Origin.EDITED));
  }
}
