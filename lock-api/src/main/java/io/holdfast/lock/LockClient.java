package io.holdfast.lock;

/**
 * A connection to the place where locks live, and the source of {@link DistributedLock}s.
 *
 * <p>One client serves a whole application: it renews every lease with one watchdog and shares its
 * connections among all locks. Safe for use by any number of threads, platform or virtual. Whoever
 * creates a client closes it.
 */
public interface LockClient extends AutoCloseable {

  /**
   * The lock of that name, with this client's default options. Asks nobody and holds nothing, so it
   * is cheap enough to call for each use.
   *
   * @param name 1 to 512 bytes of UTF-8, not blank, without control characters, not beginning with
   *     a closing brace
   * @throws IllegalArgumentException if the name is none of that
   */
  DistributedLock lock(String name);

  /**
   * As {@link #lock(String)}, with options of its own.
   *
   * @param name as for {@link #lock(String)}
   * @param options what acquisitions through the returned lock ask for
   * @throws IllegalArgumentException if the name is refused
   */
  DistributedLock lock(String name, LockOptions options);

  /**
   * Releases every lease that is still held, fails every acquisition that still waits with {@link
   * IllegalStateException}, and ends all threads and connections that this client opened. Waits at
   * most about one request timeout. Closing twice does nothing.
   */
  @Override
  void close();
}
