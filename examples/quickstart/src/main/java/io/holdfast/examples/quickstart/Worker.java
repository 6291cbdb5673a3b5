package io.holdfast.examples.quickstart;

import io.holdfast.lock.DistributedLock;
import io.holdfast.lock.Lease;
import io.holdfast.lock.LeaseLostException;
import io.holdfast.lock.LockClient;
import io.holdfast.lock.LockOptions;
import io.holdfast.lock.redis.RedisLocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One process of the crew. Its standard input names the Redis first and then the {@link Work} to
 * do, a line each; it answers with {@link Saying}s. It ends when its input ends, so no worker
 * outlives the show. The address comes that way because a command line is for all to see.
 */
final class Worker {

  /** Many lease times; who waits longer has lost its Redis. */
  private static final Duration WAIT_TIME = Duration.ofSeconds(20);

  /**
   * Longer than a service would have it. A JVM that has only just begun may, on a busy machine, be
   * too slow for its own first connection, and nothing here rests on a request that fails early.
   */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  private final Path dir;
  private final BufferedReader in;
  private final PrintStream out;

  private Worker(Path dir, BufferedReader in, PrintStream out) {
    this.dir = dir;
    this.in = in;
    this.out = out;
  }

  /** Serves until the input ends; the one argument is where the ledgers are. */
  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    new Worker(Path.of(args[0]), in, out).serve();
  }

  private void serve() throws IOException, InterruptedException {
    String uri = in.readLine();
    if (uri == null) {
      return;
    }
    try (LockClient locks = connect(uri)) {
      say(Saying.Word.READY, "");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        perform(locks, Work.parse(line));
      }
    } catch (RuntimeException e) {
      say(Saying.Word.FAILED, e.getMessage());
    }
  }

  private static LockClient connect(String uri) {
    return RedisLocks.builder().uri(uri).requestTimeout(REQUEST_TIMEOUT).connect();
  }

  private void perform(LockClient locks, Work work) throws IOException, InterruptedException {
    Ledger ledger = Ledger.at(dir.resolve(work.ledger()));
    DistributedLock lock =
        locks.lock(
            dir.getFileName() + ":" + work.ledger(),
            LockOptions.builder().leaseTime(work.leaseTime()).waitTime(WAIT_TIME).build());
    try {
      for (int round = 1; round <= work.rounds(); round++) {
        switch (work.care()) {
          case NONE -> addOne(ledger);
          case LOCK -> addOneWithLock(ledger, lock);
          case LOCK_AND_FENCE -> addOneFenced(ledger, lock, round == work.pauseIn());
        }
      }
      say(Saying.Word.DONE, "");
    } catch (RuntimeException e) {
      say(Saying.Word.FAILED, e.getMessage());
    }
  }

  private void addOne(Ledger ledger) {
    Page page = ledger.read();
    ledger.write(page.plusOne());
    say(Saying.Word.WROTE, "0");
  }

  private void addOneWithLock(Ledger ledger, DistributedLock lock) throws InterruptedException {
    try (Lease lease = lock.acquire()) {
      Page page = ledger.read();
      lease.ensureHeld();
      ledger.write(page.plusOne());
      say(Saying.Word.WROTE, Long.toString(lease.fencingToken()));
    }
  }

  private void addOneFenced(Ledger ledger, DistributedLock lock, boolean pausing)
      throws IOException, InterruptedException {
    try (Lease lease = lock.acquire()) {
      long token = lease.fencingToken();
      long total = ledger.read(token);
      if (pausing) {
        pause(lease, ledger, total);
        return;
      }
      lease.ensureHeld();
      ledger.write(total + 1, token);
      say(Saying.Word.WROTE, Long.toString(token));
    } catch (LeaseLostException e) {
      // On a machine that stood still for a lease time. What was not written is not counted.
      say(Saying.Word.LOST, e.reason().name());
    } catch (StaleTokenException e) {
      say(Saying.Word.REFUSED, e.token() + " " + e.highestToken());
    }
  }

  /** Stands still in the middle of its work, and tells what it finds when it goes on. */
  private void pause(Lease lease, Ledger ledger, long total) throws IOException {
    long token = lease.fencingToken();
    say(Saying.Word.HOLDING, Long.toString(token));
    if (in.readLine() == null) {
      return;
    }
    try {
      lease.ensureHeld();
    } catch (LeaseLostException e) {
      say(Saying.Word.LOST, e.reason().name());
    }
    // It goes on all the same, as a program does that never asks.
    try {
      ledger.write(total + 1, token);
      say(Saying.Word.WROTE, Long.toString(token));
    } catch (StaleTokenException e) {
      say(Saying.Word.REFUSED, e.token() + " " + e.highestToken());
    }
    say(Saying.Word.RELEASED, lease.release().name());
  }

  private void say(Saying.Word word, @Nullable String rest) {
    out.println(new Saying(word, rest == null ? "" : rest).asLine());
    if (out.checkError()) {
      // On the way out the lock is released, so that the others come here too.
      throw new IllegalStateException("nobody listens any more: the show was killed");
    }
  }
}
