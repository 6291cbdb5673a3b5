package io.holdfast.examples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that several processes read, change and write back: what the lock protects.
 *
 * <p>A page is written beside the ledger and moved into its place, so whoever reads, and whoever is
 * killed while writing, leaves and sees a whole page. That makes one write safe, and does nothing
 * for the step from reading to writing.
 *
 * <p>Its other face is a resource that checks fencing tokens: {@link #read(long)} and {@link
 * #write(long, long)} refuse a token smaller than the highest they have seen. Reading shows the
 * token too: otherwise an older owner could still write between a newer one's read and write. The
 * check is one step with what it guards, under a lock of the operating system, which ends with its
 * process. One thread of a process at a time.
 */
final class Ledger {

  private final Path file;

  private Ledger(Path file) {
    this.file = file;
  }

  /** The ledger that is there. */
  static Ledger at(Path file) {
    return new Ledger(file);
  }

  /** A new ledger, with nothing booked. */
  static Ledger create(Path file) {
    Ledger ledger = new Ledger(file);
    ledger.write(new Page(0, 0));
    return ledger;
  }

  // ---- as most programs treat a file

  Page read() {
    try {
      return Page.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the page; of two writers the later one wins. */
  void write(Page page) {
    Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(beside, page.asText());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- as a resource that checks fencing tokens

  /**
   * The total, for the owner with that fencing token.
   *
   * @throws StaleTokenException if a later owner was there
   */
  long read(long fencingToken) {
    try (FileChannel channel = openGuard();
        FileLock guard = channel.lock()) {
      Page page = readUnder(guard, fencingToken);
      write(new Page(page.total(), fencingToken));
      return page.total();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sets the total, for the owner with that fencing token.
   *
   * @throws StaleTokenException if a later owner was there; nothing is written then
   */
  void write(long total, long fencingToken) {
    try (FileChannel channel = openGuard();
        FileLock guard = channel.lock()) {
      readUnder(guard, fencingToken);
      write(new Page(total, fencingToken));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page is replaced by moving, so the lock is on a file of its own that stays. */
  private FileChannel openGuard() throws IOException {
    return FileChannel.open(
        file.resolveSibling(file.getFileName() + ".guard"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private Page readUnder(FileLock guard, long fencingToken) {
    if (!guard.isValid()) {
      throw new IllegalStateException("the ledger's guard is gone");
    }
    Page page = read();
    if (fencingToken < page.highestToken()) {
      throw new StaleTokenException(fencingToken, page.highestToken());
    }
    return page;
  }
}
