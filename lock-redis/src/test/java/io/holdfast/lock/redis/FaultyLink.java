package io.holdfast.lock.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire to a server that can be cut, stalled in one direction, or cut after the server has applied
 * a request and before its reply arrives. Bytes pass unchanged and in order.
 */
final class FaultyLink implements AutoCloseable {

  private static final AtomicInteger THREADS = new AtomicInteger();

  private final ServerSocket door;
  private final int serverPort;
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Under the lock.
  private boolean repliesStalled;
  private boolean refusing;
  private String fatalWord;
  private CountDownLatch replyLost = new CountDownLatch(1);

  private FaultyLink(ServerSocket door, int serverPort) {
    this.door = door;
    this.serverPort = serverPort;
  }

  /** A link to that port of this machine. */
  static FaultyLink to(int serverPort) {
    try {
      ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      FaultyLink link = new FaultyLink(door, serverPort);
      run(link::accept);
      return link;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  /**
   * The next request that contains the word reaches the server; its reply does not arrive: the link
   * on which it would is cut instead.
   *
   * @return opens when that has happened
   */
  CountDownLatch cutBeforeTheReplyTo(String word) {
    return locked(
        () -> {
          fatalWord = word;
          replyLost = new CountDownLatch(1);
          return replyLost;
        });
  }

  /** Requests go on reaching the server; what it answers waits here. */
  void stallReplies() {
    set(() -> repliesStalled = true);
  }

  /** What waited arrives. */
  void resumeReplies() {
    set(() -> repliesStalled = false);
  }

  /** From now on new connections are cut at once. */
  void refuseConnections() {
    set(() -> refusing = true);
  }

  /** From now on new connections work. */
  void acceptConnections() {
    set(() -> refusing = false);
  }

  /** Cuts all connections that there are. */
  void cut() {
    wires.forEach(Wire::close);
  }

  @Override
  public void close() {
    closeQuietly(door);
    cut();
    resumeReplies();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (locked(() -> refusing)) {
          client.close();
          continue;
        }
        Wire wire = new Wire(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
        wires.add(wire);
        run(wire::carryRequests);
        run(wire::carryReplies);
      } catch (IOException closedOrRefused) {
        // The link was closed, or the server is not there: the client sees its connection end.
      }
    }
  }

  private void set(Runnable change) {
    locked(
        () -> {
          change.run();
          changed.signalAll();
          return null;
        });
  }

  private <T> T locked(java.util.function.Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "faulty-link-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception alreadyClosed) {
      // It is cut, which is what was wanted.
    }
  }

  /** One connection: the client's socket and the one to the server. */
  private final class Wire {

    private final Socket client;
    private final Socket server;
    private volatile CountDownLatch dropsReply;

    Wire(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void carryRequests() {
      carry(client, server, this::lookAtRequest);
    }

    void carryReplies() {
      carry(server, client, this::mayDeliver);
    }

    private boolean lookAtRequest(byte[] bytes, int count) {
      String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
      lock.lock();
      try {
        if (fatalWord != null && text.contains(fatalWord)) {
          fatalWord = null;
          dropsReply = replyLost;
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    private boolean mayDeliver(byte[] bytes, int count) {
      CountDownLatch drops = dropsReply;
      if (drops != null) {
        close();
        drops.countDown();
        return false;
      }
      lock.lock();
      try {
        while (repliesStalled) {
          changed.awaitUninterruptibly();
        }
        return true;
      } finally {
        lock.unlock();
      }
    }

    private void carry(Socket from, Socket to, Look look) {
      byte[] bytes = new byte[16_384];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
          if (!look.passes(bytes, count)) {
            return;
          }
          out.write(bytes, 0, count);
        }
      } catch (IOException cut) {
        // One side is gone; so is the other.
      } finally {
        close();
      }
    }

    void close() {
      wires.remove(this);
      closeQuietly(client);
      closeQuietly(server);
    }
  }

  @FunctionalInterface
  private interface Look {
    boolean passes(byte[] bytes, int count);
  }
}
