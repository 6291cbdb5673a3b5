package io.holdfast.server.tcp;

import io.holdfast.server.host.Host;
import io.holdfast.server.host.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects a service to TCP sockets with one thread, which is the only one that ever touches the
 * service. Other threads hand it tasks.
 */
public final class TcpServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(TcpServer.class.getName());
  private static final int READ_BUFFER = 64 * 1024;
  private static final int BACKLOG = 511;

  private final Selector selector;
  private final List<ServerSocketChannel> listeners = new ArrayList<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Connection> withOutput = new ArrayDeque<>();
  private final ArrayDeque<SelectionKey> ready = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(READ_BUFFER);
  private final TcpHost host;
  private final Service service;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable CountDownLatch resumed;

  /**
   * Listens on the addresses and begins to serve.
   *
   * @param name stands in the thread's name
   * @param endpoints where to listen; a port of zero is any that is free
   * @param assembly makes the service in its world
   * @throws IOException if an address is taken or is not this machine's
   */
  public TcpServer(String name, List<Endpoint> endpoints, Function<Host, Service> assembly)
      throws IOException {
    selector = Selector.open();
    host = new TcpHost(this::pollWhileBusy, () -> stopping);
    service = assembly.apply(host);
    try {
      for (Endpoint endpoint : endpoints) {
        listen(endpoint);
      }
    } catch (IOException e) {
      closeSockets();
      throw e;
    }
    thread = new Thread(this::serve, "holdfast-server-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void listen(Endpoint endpoint) throws IOException {
    boolean unix = endpoint.address() instanceof UnixDomainSocketAddress;
    ServerSocketChannel listener =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    try {
      if (unix) {
        Files.deleteIfExists(((UnixDomainSocketAddress) endpoint.address()).getPath());
      }
      listener.bind(endpoint.address(), BACKLOG);
    } catch (IOException e) {
      listener.close();
      if (endpoint.optional()) {
        return;
      }
      throw e;
    }
    listeners.add(listener);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** The port of the first TCP address, or zero where there is none. */
  public int port() {
    try {
      for (ServerSocketChannel listener : listeners) {
        if (listener.getLocalAddress() instanceof InetSocketAddress inet) {
          return inet.getPort();
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The server has been closed", e);
    }
    return 0;
  }

  /** Runs the task on the server's thread and waits for its result. */
  public <T> T call(Supplier<T> task) {
    if (Thread.currentThread() == thread) {
      return task.get();
    }
    return CompletableFuture.supplyAsync(task, executor()).join();
  }

  /** Hands tasks to the server's thread; once it has ended, they run where they are handed in. */
  private Executor executor() {
    return task -> {
      tasks.add(task);
      selector.wakeup();
      if (!thread.isAlive() && tasks.remove(task)) {
        task.run();
      }
    };
  }

  /**
   * Stops the server's thread as SIGSTOP stops a process: connections stay, nothing answers, time
   * goes on. It has stopped when this returns.
   */
  public void stop() {
    CountDownLatch signal = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    resumed = signal;
    executor()
        .execute(
            () -> {
              stopped.countDown();
              await(signal);
            });
    await(stopped);
  }

  /** Has the thread go on after {@link #stop()}. */
  public void resume() {
    CountDownLatch signal = resumed;
    if (signal != null) {
      signal.countDown();
      resumed = null;
    }
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets the server's clocks forward and runs what has become due. */
  public void advance(Duration time) {
    call(
        () -> {
          host.advance(time);
          host.runDueTimers();
          return true;
        });
  }

  void hasOutput(Connection connection) {
    withOutput.add(connection);
  }

  // ---- the loop

  private void serve() {
    while (!stopping) {
      try {
        turn(host.nanosToNextTimer());
      } catch (ClosedSelectorException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "A turn of the server's loop failed; it goes on", e);
      }
    }
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof Connection connection) {
        connection.end();
      }
    }
    closeSockets();
    runTasks();
  }

  private void turn(long waitNanos) throws IOException {
    if (!tasks.isEmpty() || waitNanos == 0) {
      selector.selectNow(ready::add);
    } else if (waitNanos < 0) {
      selector.select(ready::add);
    } else {
      // A timer must not fire early, so the time is rounded up.
      selector.select(ready::add, (waitNanos + 999_999) / 1_000_000);
    }
    serveReady();
    runTasks();
    host.runDueTimers();
    flush();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Serves one after the other what is ready; a script that runs long may come back here. */
  private void serveReady() {
    for (SelectionKey key = ready.poll(); key != null; key = ready.poll()) {
      serveKey(key);
    }
  }

  private void serveKey(SelectionKey key) {
    if (key.attachment() instanceof Connection connection) {
      try {
        if (key.isValid() && key.isReadable()) {
          connection.read(buffer);
        }
        if (key.isValid() && key.isWritable()) {
          connection.outputReady();
        }
      } catch (IOException e) {
        connection.end();
      }
    } else if (key.isValid() && key.channel() instanceof ServerSocketChannel listener) {
      accept(listener);
    }
  }

  private void accept(ServerSocketChannel listener) {
    try {
      SocketChannel channel = listener.accept();
      if (channel == null) {
        return;
      }
      channel.configureBlocking(false);
      if (channel.getRemoteAddress() instanceof InetSocketAddress) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      }
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Connection connection = new Connection(this, channel, key);
      key.attach(connection);
      connection.begin(service.connect(connection));
      flush();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A connection ended before it was accepted", e);
    }
  }

  private void flush() {
    for (Connection next = withOutput.poll(); next != null; next = withOutput.poll()) {
      try {
        next.flush();
      } catch (IOException e) {
        next.end();
      }
    }
  }

  /** Serves other connections while one command runs on; see {@link Host#pollWhileBusy()}. */
  private void pollWhileBusy() {
    try {
      selector.selectNow(ready::add);
      serveReady();
      flush();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "Looking for input while busy failed; it goes on", e);
    }
  }

  // ---- the end

  private void closeSockets() {
    for (ServerSocketChannel listener : listeners) {
      closeQuietly(listener);
    }
    closeQuietly(selector);
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.DEBUG, "Closing failed; it is gone either way", e);
    }
  }

  /** Ends all connections and the thread, and waits for it. */
  @Override
  public void close() {
    stopping = true;
    resume();
    selector.wakeup();
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
