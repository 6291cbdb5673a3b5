package io.holdfast.examples.quickstart;

import java.util.List;

/**
 * What an {@link Act} plays on.
 *
 * @param plan how large the show is
 * @param crew the processes
 * @param progress where it tells how far it is
 */
record Stage(Plan plan, Crew crew, Progress progress) {

  Ledger newLedger(String name) {
    return Ledger.create(crew.dir().resolve(name));
  }

  /** Has all workers do that work at the same time, until all are done. */
  Tally runAll(Work work) throws InterruptedException {
    List<WorkerProcess> all = crew.members();
    Transcript transcript = transcript(work.rounds() * all.size());
    all.forEach(worker -> worker.tell(work.asLine()));
    transcript.awaitDone(all.size());
    return Tally.of(transcript, Ledger.at(crew.dir().resolve(work.ledger())));
  }

  /** Begins to listen, for so many bookings. */
  Transcript transcript(int bookings) {
    return new Transcript(crew, progress, bookings);
  }
}
