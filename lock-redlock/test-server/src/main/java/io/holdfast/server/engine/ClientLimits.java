package io.holdfast.server.engine;

import io.holdfast.server.engine.WordDirectives.BufferLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one client may take from the server: a connection at all, memory for what it sends and does
 * not read, and time in which it says nothing.
 */
final class ClientLimits {

  private static final System.Logger LOG = System.getLogger(ClientLimits.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String TOO_MANY = "ERR max number of clients reached";
  private static final String PROTECTED =
      "DENIED Redis is running in protected mode because protected mode is enabled and no password"
          + " is set for the default user. In this mode connections are only accepted from the"
          + " loopback interface. If you want to connect from external computers to Redis you may"
          + " adopt one of the following solutions: 1) Just disable protected mode sending the"
          + " command 'CONFIG SET protected-mode no' from the loopback interface by connecting to"
          + " Redis from the same host the server is running, however MAKE SURE Redis is not"
          + " publicly accessible from internet if you do so. Use CONFIG REWRITE to make this"
          + " change permanent. 2) Alternatively you can just disable the protected mode by editing"
          + " the Redis configuration file, and setting the protected mode option to 'no', and then"
          + " restarting the server. 3) If you started the server manually just for testing,"
          + " restart it with the '--protected-mode no' option. 4) Setup a an authentication"
          + " password for the default user. NOTE: You only need to do one of the above things in"
          + " order for the server to start accepting connections from the outside.";

  private final Engine engine;
  private final ServerConfig config;
  private boolean scheduled;

  ClientLimits(Engine engine) {
    this.engine = engine;
    this.config = engine.config();
    config.timeoutSeconds.onChange(seconds -> schedule());
  }

  /** The error that turns a new client away, or null. */
  @Nullable String refusal(Session session) {
    if (engine.sessions().size() >= config.maxClients.get()) {
      return TOO_MANY;
    }
    schedule();
    return config.protectedMode.get()
            && engine.acl().isOpen()
            && !isOfThisMachine(session.peer().address())
        ? PROTECTED
        : null;
  }

  private static boolean isOfThisMachine(String address) {
    boolean unixSocket = address.endsWith(":0"); // Which has a path in the place of an address.
    return unixSocket || address.startsWith("127.") || address.startsWith("[::1]");
  }

  /** The session has been sent something: it is closed where too much waits to be read by it. */
  void outputGrew(Session session) {
    Map<String, BufferLimit> limits = config.outputBufferLimits.get();
    BufferLimit limit =
        Objects.requireNonNull(limits.get(session.subscriptions() > 0 ? "pubsub" : "normal"));
    int size = session.out().size();
    long nowMillis = engine.keyspace().nowMillis();
    if (limit.softBytes() == 0 || size <= limit.softBytes()) {
      session.overSoftLimitSince(Session.NEVER);
    } else if (session.overSoftLimitSince() == Session.NEVER) {
      session.overSoftLimitSince(nowMillis);
    }
    boolean tooLong =
        session.overSoftLimitSince() != Session.NEVER
            && nowMillis - session.overSoftLimitSince() >= limit.softSeconds() * 1_000;
    if (tooLong || (limit.hardBytes() > 0 && size > limit.hardBytes())) {
      cut(session, "its output is not read");
    }
  }

  /** The session has sent something: it is closed where its request grows without an end. */
  void inputGrew(Session session) {
    if (session.pendingInput() > config.queryBufferLimit.get()) {
      cut(session, "its request is too large");
    }
  }

  private static void cut(Session session, String why) {
    LOG.log(System.Logger.Level.DEBUG, "Client {0} is closed: {1}", session.peer().address(), why);
    session.cut();
  }

  // ---- idle clients

  private void schedule() {
    if (!scheduled && config.timeoutSeconds.get() > 0) {
      scheduled = true;
      engine.host().after(PERIOD, this::closeIdle);
    }
  }

  private void closeIdle() {
    scheduled = false;
    long mostMillis = config.timeoutSeconds.get() * 1_000;
    long nowMillis = engine.host().wallMillis();
    for (Session session : List.copyOf(engine.sessions())) {
      if (mostMillis > 0
          && nowMillis - session.lastRequestMillis() > mostMillis
          && !session.isBlocked()
          && session.subscriptions() == 0) {
        session.close();
      }
    }
    if (!engine.sessions().isEmpty()) {
      schedule();
    }
  }
}
