package io.holdfast.server.scripting.lua;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two stacks of which one runs while the other waits. The baton is a semaphore each way; what
 * either side wrote before it passed the baton, the other one sees.
 */
final class Relay {

  private final Semaphore toBody = new Semaphore(0);
  private final Semaphore toOwner = new Semaphore(0);
  private @Nullable Object message;
  private @Nullable Throwable failure;
  private boolean isStarted;
  private boolean isFinished;
  private boolean isAbandoned;

  /** Runs the body up to its first {@link #passBack} or its end; returns what it passed. */
  @Nullable Object start(LuaStacks stacks, long bytes, Supplier<@Nullable Object> body) {
    stacks.start(bytes, () -> run(body));
    isStarted = true;
    return await();
  }

  private void run(Supplier<@Nullable Object> body) {
    try {
      message = body.get();
    } catch (Throwable e) { // Whatever it is, the owner has to see it.
      failure = e instanceof Abandoned && isAbandoned ? null : e;
    }
    isFinished = true;
    toOwner.release();
  }

  /** Owner: has the body go on with a message; returns what it passes back. */
  @Nullable Object resume(@Nullable Object given) {
    message = given;
    toBody.release();
    return await();
  }

  private @Nullable Object await() {
    toOwner.acquireUninterruptibly();
    Throwable thrown = failure;
    failure = null;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    return message;
  }

  /** Body: passes a message back and waits to be resumed; returns the message then given. */
  @Nullable Object passBack(@Nullable Object given) {
    message = given;
    toOwner.release();
    toBody.acquireUninterruptibly();
    if (isAbandoned) {
      throw new Abandoned();
    }
    return message;
  }

  /** Owner: whether there was a stack to start it on. */
  boolean isStarted() {
    return isStarted;
  }

  /** Owner: whether the body has returned or thrown. */
  boolean isFinished() {
    return isFinished;
  }

  /** Owner: has a waiting body unwind, and waits until it has. */
  void abandon() {
    if (isStarted && !isFinished) {
      isAbandoned = true;
      resume(null);
    }
  }

  /** Unwinds a stack that nobody will resume. */
  private static final class Abandoned extends Error {

    private static final long serialVersionUID = 1L;

    Abandoned() {
      super(null, null, false, false);
    }
  }
}
