package io.holdfast.examples.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All that is heard from the crew in an act, in order. */
final class Transcript {

  private final Crew crew;
  private final Progress progress;
  private final int expectedBookings;
  private final List<Event> events = new ArrayList<>();

  Transcript(Crew crew, Progress progress, int expectedBookings) {
    this.crew = crew;
    this.progress = progress;
    this.expectedBookings = expectedBookings;
  }

  /** Listens until somebody says that word. */
  Event await(Saying.Word word) throws InterruptedException {
    while (true) {
      Event event = noted(crew.next());
      if (event.is(word)) {
        return event;
      }
    }
  }

  /** Listens until so many workers are done, those counted that were done before. */
  void awaitDone(int workers) throws InterruptedException {
    while (all(Saying.Word.DONE).size() < workers) {
      await(Saying.Word.DONE);
    }
  }

  /** Listens for that long, whatever is said. */
  void listen(Duration duration) throws InterruptedException {
    long until = System.nanoTime() + duration.toNanos();
    for (Event event = crew.nextBefore(until); event != null; event = crew.nextBefore(until)) {
      noted(event);
    }
  }

  List<Event> all(Saying.Word word) {
    return events.stream().filter(event -> event.is(word)).toList();
  }

  List<Event> by(WorkerProcess worker, Saying.Word word) {
    return all(word).stream().filter(event -> event.worker().equals(worker)).toList();
  }

  private Event noted(Event event) {
    events.add(event);
    if (event.is(Saying.Word.WROTE)) {
      progress.count(all(Saying.Word.WROTE).size(), expectedBookings);
    }
    return event;
  }
}
