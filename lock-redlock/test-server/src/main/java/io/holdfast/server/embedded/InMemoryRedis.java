package io.holdfast.server.embedded;

import io.holdfast.server.engine.ServerConfig;
import io.holdfast.server.tcp.TcpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Redis-compatible server inside this JVM, for tests: on a free loopback port, in milliseconds,
 * as many as you like. Any client in any language can use it.
 *
 * <p>It is a test harness: it listens on loopback only, and promises nothing for production. Safe
 * for use by any number of threads. Whoever starts a server closes it.
 */
public final class InMemoryRedis implements AutoCloseable {

  private final Map<String, String> directives;
  private final int port;
  private volatile TcpServer server;

  private InMemoryRedis(Map<String, String> directives) {
    this.directives = directives;
    this.server = launch(directives);
    this.port = server.port();
  }

  /** Starts a server with Redis's own defaults on a free port. */
  public static InMemoryRedis start() {
    return builder().start();
  }

  private static TcpServer launch(Map<String, String> directives) {
    ServerConfig config = new ServerConfig();
    directives.forEach(
        (name, value) -> {
          String problem = config.configure(name, value);
          if (problem != null) {
            throw new IllegalArgumentException(
                "Directive '%s %s' is refused: %s".formatted(name, value, problem));
          }
        });
    try {
      return Assembly.server(config, Addresses.of(config, true), () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on loopback port " + config.port.get(), e);
    }
  }

  /** A builder, for a server with directives of its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** The loopback port. */
  public int port() {
    return port;
  }

  /** {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port();
  }

  /**
   * Sets the server's clock forward and does what is due by then: keys expire, blocked clients time
   * out. The clock goes on from there.
   *
   * @param time zero or more
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time must not be negative, was " + time);
    }
    server.advance(time);
  }

  /**
   * Stops the server as SIGSTOP stops a process: connections stay, nothing answers, time goes on.
   */
  public void stop() {
    server.stop();
  }

  /** Has the server go on after {@link #stop()}. */
  public void resume() {
    server.resume();
  }

  /**
   * Ends the server as a crash does, and starts it again on the same port with the same directives,
   * empty; also after {@link #close()}.
   *
   * @throws UncheckedIOException if somebody else has taken the port meanwhile
   */
  public void restart() {
    server.close();
    Map<String, String> again = new LinkedHashMap<>(directives);
    again.put("port", Integer.toString(port));
    server = launch(again);
  }

  /** Ends all connections and the server's thread; what it held is gone. Closing twice is fine. */
  @Override
  public void close() {
    server.close();
  }

  /** Collects the directives of a server. Not safe for threads. */
  public static final class Builder {

    private final Map<String, String> directives = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets a directive as redis.conf has it.
     *
     * @param directive its name, such as {@code maxmemory}
     * @param value its value, such as {@code 10mb}
     */
    public Builder config(String directive, String value) {
      directives.put(directive, value);
      return this;
    }

    /**
     * Listens on that port instead of a free one.
     *
     * @param port 1 to 65535
     */
    public Builder port(int port) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port must be 1..65535, was " + port);
      }
      return config("port", Integer.toString(port));
    }

    /**
     * Starts the server; it answers when this returns.
     *
     * @throws IllegalArgumentException if a directive is unknown or its value is refused
     * @throws UncheckedIOException if the port is taken
     */
    public InMemoryRedis start() {
      Map<String, String> all = new LinkedHashMap<>(directives);
      all.putIfAbsent("port", "0");
      return new InMemoryRedis(all);
    }
  }
}
