package io.holdfast.examples.quickstart;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A {@link Worker} as the show sees it: a JVM of its own that is told lines and says lines. What it
 * writes to its standard error goes to a file beside the ledgers.
 */
final class WorkerProcess {

  /** The exit status of a JVM that was ended by SIGINT. */
  private static final int INTERRUPTED = 130;

  private static final int LONGEST_COMPLAINT = 300;

  private final int number;
  private final Path log;
  private final Process process;
  private final BufferedWriter orders;

  private WorkerProcess(int number, Path log, Process process) {
    this.number = number;
    this.log = log;
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts a worker.
   *
   * @param number its name
   * @param dir where the ledgers are
   * @param events is given what it says, on a thread of this worker
   */
  static WorkerProcess start(int number, Path dir, Consumer<Event> events) {
    Path log = dir.resolve("worker-" + number + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Quick to start and small: there are many of them, and they live for seconds.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                dir.toString())
            .redirectError(log.toFile());
    try {
      WorkerProcess worker = new WorkerProcess(number, log, builder.start());
      worker.listen(events);
      return worker;
    } catch (IOException e) {
      throw new ShowStoppedException("cannot start a worker process: " + e.getMessage());
    }
  }

  private void listen(Consumer<Event> events) {
    Thread listener = new Thread(() -> pass(events), this + "-listener");
    listener.setDaemon(true);
    listener.start();
  }

  private void pass(Consumer<Event> events) {
    try (BufferedReader sayings = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = sayings.readLine(); line != null; line = sayings.readLine()) {
        Saying saying = Saying.parse(line);
        if (saying != null) {
          events.accept(new Event(this, saying, System.nanoTime()));
        }
      }
    } catch (IOException e) {
      // The pipe breaks where the process is killed; that is an end like any other.
    }
    events.accept(new Event(this, new Saying(Saying.Word.ENDED, ""), System.nanoTime()));
  }

  void tell(String line) {
    try {
      orders.write(line);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      throw new ShowStoppedException("%s hears nothing: %s".formatted(this, e.getMessage()));
    }
  }

  /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops it as it is, with all its threads. Whether this system can do that. */
  boolean stop() throws InterruptedException {
    return signal("STOP");
  }

  /** Has it go on after {@link #stop()}. */
  boolean resume() throws InterruptedException {
    return signal("CONT");
  }

  private boolean signal(String name) throws InterruptedException {
    try {
      // By the shell, which has it built in: not every small image has a kill program.
      return new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether Ctrl-C ended it: a terminal tells all processes in its foreground. */
  boolean wasInterrupted() {
    return process.onExit().join().exitValue() == INTERRUPTED;
  }

  /** How what it wrote to its standard error begins. */
  String complaint() {
    try {
      String text = Files.readString(log).strip().replaceAll("\\R\\s*", " | ");
      return text.substring(0, Math.min(text.length(), LONGEST_COMPLAINT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "worker " + number;
  }
}
