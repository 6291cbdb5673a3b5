package io.holdfast.examples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All worker processes, what they say in the order in which it is heard, and the directory that
 * they share. For one thread, but for {@link #close()}, which any thread may call.
 */
final class Crew implements AutoCloseable {

  /** More JVMs at once than processors only make each other's first connection slow. */
  private static final int STARTING_AT_ONCE = Runtime.getRuntime().availableProcessors();

  private final Path dir;
  private final String uri;
  private final Duration timeLimit;
  private final long endsAtNanos;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  // Under this object's lock, as is starting: a worker that is not in the list is never killed.
  private final List<WorkerProcess> members = new ArrayList<>();
  private int hired;
  private boolean closed;

  private Crew(Path dir, String uri, Duration timeLimit) {
    this.dir = dir;
    this.uri = uri;
    this.timeLimit = timeLimit;
    this.endsAtNanos = System.nanoTime() + timeLimit.toNanos();
  }

  /**
   * A crew of nobody yet, in a directory of its own.
   *
   * @param uri the Redis that it shares
   * @param timeLimit how long it may be waited for, all in all
   */
  static Crew assemble(String uri, Duration timeLimit) {
    try {
      Path dir = Files.createTempDirectory("holdfast-quickstart-");
      return new Crew(dir.toAbsolutePath(), uri, timeLimit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path dir() {
    return dir;
  }

  synchronized List<WorkerProcess> members() {
    return List.copyOf(members);
  }

  /**
   * Starts so many more workers and waits until they are connected.
   *
   * @throws ShowStoppedException if one cannot connect
   */
  void hire(int count) throws InterruptedException {
    int started = 0;
    int ready = 0;
    while (ready < count) {
      while (started < count && started - ready < STARTING_AT_ONCE) {
        startOne();
        started++;
      }
      Event event = take();
      if (event.is(Saying.Word.FAILED)) {
        throw new ShowStoppedException(event.saying().rest());
      }
      failOnEnd(event);
      if (event.is(Saying.Word.READY)) {
        ready++;
      }
    }
  }

  private synchronized void startOne() {
    if (closed) {
      throw new ShowStoppedException("the show was ended from outside");
    }
    WorkerProcess worker = WorkerProcess.start(++hired, dir, events::add);
    members.add(worker);
    worker.tell(uri);
  }

  /** Ends that worker as {@code kill -9} does; nothing that it says is heard any more. */
  synchronized void kill(WorkerProcess worker) {
    members.remove(worker);
    worker.kill();
  }

  /**
   * The next thing that a member of the crew says.
   *
   * @throws ShowStoppedException if a worker fails, or the time limit passes
   */
  Event next() throws InterruptedException {
    return sound(take());
  }

  /** As {@link #next()}, or null if nobody says anything before that moment. */
  @Nullable Event nextBefore(long nanoTime) throws InterruptedException {
    Event event = poll(nanoTime);
    return event == null ? null : sound(event);
  }

  private Event take() throws InterruptedException {
    Event event = poll(endsAtNanos);
    if (event == null) {
      throw new ShowStoppedException(
          "the time limit of %d s has passed".formatted(timeLimit.toSeconds()));
    }
    return event;
  }

  private @Nullable Event poll(long untilNanos) throws InterruptedException {
    while (true) {
      Event event = events.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null || members().contains(event.worker())) {
        return event;
      }
    }
  }

  private static Event sound(Event event) throws InterruptedException {
    if (event.is(Saying.Word.FAILED)) {
      throw new ShowStoppedException(event.worker() + " failed: " + event.saying().rest());
    }
    failOnEnd(event);
    return event;
  }

  private static void failOnEnd(Event event) throws InterruptedException {
    if (event.is(Saying.Word.ENDED)) {
      if (event.worker().wasInterrupted()) {
        throw new InterruptedException(event.worker() + " was interrupted");
      }
      throw new ShowStoppedException(
          "%s ended by itself: %s".formatted(event.worker(), event.worker().complaint()));
    }
  }

  /** Kills all workers and removes the directory. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    members.forEach(WorkerProcess::kill);
    members.clear();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
