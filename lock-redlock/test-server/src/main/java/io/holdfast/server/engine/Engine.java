package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.host.Host;
import io.holdfast.server.host.Peer;
import io.holdfast.server.host.Service;
import io.holdfast.server.keyspace.Keyspace;
import io.holdfast.server.protocol.ProtocolException;
import io.holdfast.server.protocol.Reply;
import io.holdfast.server.protocol.ReplyCollector;
import io.holdfast.server.protocol.ReplyWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server without its world: sessions come and send bytes, commands run one after the other,
 * replies wait in each session's output. Used by one thread at a time; the host sees to that.
 */
public final class Engine implements Service {

  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  private final Host host;
  private final ServerConfig config;
  private final CommandTable commands;
  private final Stats stats = new Stats();
  private final SlowLog slowLog;
  private final LatencyMonitor latency;
  private final Info info = new Info();
  private final PubSub pubSub = new PubSub();
  private final KeyEvents events = new KeyEvents(pubSub);
  private final BlockedClients blocked;
  private final ExecutionUnit unit;
  private final Gates gates;
  private final Monitors monitors = new Monitors();
  private final Map<Long, Session> sessions = new LinkedHashMap<>();
  private final Keyspace keyspace;
  private final Watches watches;
  private final Acl acl;
  private final Pause pause;
  private final Memory memory;
  private final Expiry expiry = new Expiry(this);
  private final ClientLimits limits;
  private final Tracking tracking = new Tracking(this);
  private final long startedAtMillis;
  private long lastSessionId;
  private @Nullable Session running; // Whose request is being run.
  // What the clock read when the last command ended: the next one begins there.
  private long nanos;

  /**
   * An empty server.
   *
   * @param host its world
   * @param config its directives; may change while it runs
   * @param commands what it can do; may be added to until it is first connected to
   */
  public Engine(Host host, ServerConfig config, CommandTable commands) {
    this.host = host;
    this.blocked = new BlockedClients(this, host);
    this.unit = new ExecutionUnit(events, blocked, this::goOn);
    this.config = config;
    this.commands = commands;
    this.gates = new Gates(config);
    this.slowLog = new SlowLog(config);
    this.latency = new LatencyMonitor(config);
    this.keyspace =
        new Keyspace(
            Math.toIntExact(config.databases.get()), new KeyspaceChanges(this), host.entropy());
    this.watches = new Watches(keyspace);
    this.acl = new Acl(config);
    this.pause = new Pause(this);
    this.memory = new Memory(this);
    this.limits = new ClientLimits(this);
    startedAtMillis = host.wallMillis();
    keyspace.now(startedAtMillis);
    config.notifyKeyspaceEvents.onChange(events::select);
  }

  // ---- what commands see

  /** The world. */
  public Host host() {
    return host;
  }

  /** The directives. */
  public ServerConfig config() {
    return config;
  }

  /** All commands. */
  public CommandTable commands() {
    return commands;
  }

  /** All keys. */
  public Keyspace keyspace() {
    return keyspace;
  }

  /** Counters for INFO. */
  public Stats stats() {
    return stats;
  }

  /** When the server started, in milliseconds since the epoch. */
  public long startedAtMillis() {
    return startedAtMillis;
  }

  /** Has keys whose time is over removed by themselves, or only when somebody looks for them. */
  public void activeExpiry(boolean active) {
    expiry.active(active);
  }

  /** The slow commands. */
  public SlowLog slowLog() {
    return slowLog;
  }

  /** The long delays. */
  public LatencyMonitor latency() {
    return latency;
  }

  /** Sections of INFO. */
  public Info info() {
    return info;
  }

  /** Channels. */
  public PubSub pubSub() {
    return pubSub;
  }

  /** Keyspace notifications. */
  public KeyEvents events() {
    return events;
  }

  /** Watched keys. */
  public Watches watches() {
    return watches;
  }

  /** Sessions that wait. */
  public BlockedClients blocked() {
    return blocked;
  }

  /** What requests pass before they run. */
  public Gates gates() {
    return gates;
  }

  /** Users. */
  public Acl acl() {
    return acl;
  }

  /** Sessions that are shown all commands. */
  public Monitors monitors() {
    return monitors;
  }

  /** Holding clients back for a while. */
  public Pause pause() {
    return pause;
  }

  /** How much memory is used, and what happens when it is full. */
  public Memory memory() {
    return memory;
  }

  /** Who is told of which keys. */
  public Tracking tracking() {
    return tracking;
  }

  ClientLimits limits() {
    return limits;
  }

  Expiry expiry() {
    return expiry;
  }

  ExecutionUnit unit() {
    return unit;
  }

  @Nullable Session running() {
    return running;
  }

  /** The session of that number, or null. */
  public @Nullable Session session(long id) {
    return sessions.get(id);
  }

  /** All keys are gone, by a command of the session that runs. */
  public void flushed() {
    tracking.flushed(running);
  }

  /** All sessions, oldest first. */
  public Collection<Session> sessions() {
    return Collections.unmodifiableCollection(sessions.values());
  }

  /** Has the sink be given all effects from now on. */
  public void sink(EffectSink sink) {
    unit.sink(sink);
  }

  // ---- sessions

  @Override
  public Session connect(Peer peer) {
    Session session =
        new Session(this, ++lastSessionId, peer, keyspace.database(0), host.wallMillis());
    if (acl.isOpen()) {
      session.user(Acl.DEFAULT_USER);
    }
    stats.connected();
    String refusal = limits.refusal(session);
    if (refusal != null) {
      stats.refusedConnection();
      session.out().error(refusal);
      session.close();
      peer.outputReady();
    }
    sessions.put(session.id(), session);
    return session;
  }

  /** A session of the server's own, such as the one that scripts run commands in. */
  public Session inner(Peer peer) {
    Session session = new Session(this, 0, peer, keyspace.database(0), host.wallMillis());
    session.user(Acl.DEFAULT_USER);
    return session;
  }

  /** Gives the session back the state of one that has just connected, as RESET does. */
  public void reset(Session session) {
    session.transaction(null);
    watches.unwatch(session);
    pubSub.forget(session);
    tracking.end(session);
    monitors.remove(session);
    session.monitor(false);
    session.select(keyspace.database(0));
    session.name(Bytes.EMPTY);
    session.noEvict(false);
    session.replies(Session.Replies.ON);
    session.out().resp3(false);
    session.user(acl.isOpen() ? Acl.DEFAULT_USER : null);
  }

  void disconnect(Session session) {
    if (sessions.remove(session.id()) != null) {
      watches.unwatch(session);
      pubSub.forget(session);
      tracking.end(session);
      blocked.forget(session);
      monitors.remove(session);
      pause.forget(session);
    }
  }

  /** Runs what the session has sent, unless it waits. */
  void goOn(Session session) {
    if (session.isExecuting()) {
      return; // It goes on by itself when its request is done.
    }
    readClock();
    Bytes[] request = session.postponed();
    if (request != null && session.blocked() == null) {
      session.postponed(null);
      execute(session, request);
    }
    try {
      while (!session.isBlocked() && !session.isClosing()) {
        Bytes[] next =
            session.input().next(config.protoMaxBulkLength.get(), session.isAuthenticated());
        if (next == null) {
          break;
        }
        execute(session, next);
      }
    } catch (ProtocolException e) {
      session.out().error("ERR Protocol error: " + e.getMessage());
      session.close();
    }
    if (session.out().size() > 0) {
      session.outputReady();
    }
  }

  /** Time passes, as far as keys can tell; it stands still while a command runs. */
  private void readClock() {
    if (!unit.isOpen()) {
      nanos = host.nanoTime();
      keyspace.now(host.wallMicrosAt(nanos) / 1_000);
    }
  }

  // ---- requests

  private void execute(Session session, Bytes[] words) {
    if (session.replies() == Session.Replies.SKIP_NEXT) {
      session.replies(Session.Replies.SKIP);
    }
    int before = session.out().mark();
    boolean pushes = session.subscriptions() > 0;
    session.executing(true);
    running = session;
    try {
      process(session, words);
    } finally {
      session.executing(false);
      running = null;
    }
    tracking.commandEnded(session);
    if (session.isCaching()
        && session.transaction() == null
        && !session.lastCommand().startsWith("client|")) {
      session.caching(false); // It was about the one command after it.
    }
    if (session.replies() != Session.Replies.ON && !pushes) {
      session.out().reset(before);
    }
    if (session.replies() == Session.Replies.SKIP) {
      session.replies(Session.Replies.ON);
    }
  }

  private void process(Session session, Bytes[] words) {
    CommandSpec spec = commands.find(words);
    if (spec == null || !spec.acceptsCount(words.length) || spec.needsSubcommand()) {
      refuse(session, spec, unknownOrArity(spec, words));
      return;
    }
    session.requested(spec.name(), keyspace.nowMillis());
    String refusal = gates.refusal(session, spec, words);
    if (refusal != null) {
      stats.refused(spec);
      refuse(session, spec, refusal);
      return;
    }
    if (pause.holdsBack(session, spec)) {
      session.postponed(words);
      return;
    }
    Transaction transaction = session.transaction();
    if (transaction != null && !TransactionWords.runAtOnce(spec)) {
      transaction.queue(spec, words);
      session.out().status("QUEUED");
      return;
    }
    run(session, spec, words, session.out(), true);
  }

  private String unknownOrArity(@Nullable CommandSpec spec, Bytes[] words) {
    if (spec != null) {
      return CommandError.arity(spec.name()).reply();
    }
    CommandSpec container = commands.find(words[0]);
    return container == null
        ? UnknownCommand.command(words)
        : UnknownCommand.subcommand(container, words[1]);
  }

  private void refuse(Session session, @Nullable CommandSpec spec, String reply) {
    String answer = reply;
    Transaction transaction = session.transaction();
    if (transaction != null) {
      transaction.abort();
    }
    if (spec != null && TransactionWords.isExec(spec)) {
      answer = "EXECABORT Transaction discarded because of: " + withoutCode(reply);
      session.transaction(null);
      watches.unwatch(session);
    }
    stats.error(answer);
    session.out().error(answer);
  }

  private static String withoutCode(String error) {
    return error.startsWith("ERR ") ? error.substring("ERR ".length()) : error;
  }

  // ---- running

  /**
   * Runs a command of a transaction or a script as part of the unit that is open.
   *
   * @param words the request, which the command accepts
   * @param reply where its reply goes
   */
  public void runInside(Session session, CommandSpec spec, Bytes[] words, ReplyWriter reply) {
    run(session, spec, words, reply, false);
  }

  /** As {@link #runInside}, with the reply as a value. */
  public Reply runForReply(Session session, CommandSpec spec, Bytes[] words) {
    ReplyCollector collector = new ReplyCollector(session.out().isResp3());
    runInside(session, spec, words, collector);
    return collector.reply();
  }

  private void run(
      Session session, CommandSpec spec, Bytes[] words, ReplyWriter reply, boolean mayBlock) {
    run(new Call(this, session, spec, words, reply, mayBlock));
  }

  private boolean run(Call call) {
    CommandSpec spec = call.spec();
    ReplyWriter reply = call.reply();
    long began = unit.open() ? nanos : host.nanoTime();
    int mark = reply.mark();
    try {
      if (!call.isWoken()) {
        monitors.show(call.session(), spec, call.words(), host);
      }
      spec.run(call);
      if (call.session().tracking() != null) {
        tracking.read(call.session(), spec, call.words());
      }
    } catch (CommandError e) {
      reply.reset(mark);
      fail(spec, reply, e.reply());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Command " + spec.name() + " failed", e);
      reply.reset(mark);
      fail(spec, reply, "ERR internal error: " + e);
    } finally {
      nanos = host.nanoTime();
      long took = nanos - began;
      if (call.session().id() != 0) {
        slowLog.ran(call, took / 1_000);
        latency.ran(call, took / 1_000_000);
      }
      stats.ran(spec, took, call.isWoken() ? 0 : 1);
      if (call.changes() > 0) {
        stats.changed(call.changes());
      }
      if (unit.hasSinks()) {
        unit.add(call.effects());
      }
      if (unit.close()) {
        keyspace.now(host.wallMicrosAt(nanos) / 1_000);
      }
    }
    return !call.waits();
  }

  private void fail(CommandSpec spec, ReplyWriter reply, String error) {
    stats.failed(spec);
    stats.error(error);
    reply.error(error);
  }

  /** Runs the command of a session that waits, as the key is ready; says whether it answered. */
  boolean runAgain(BlockedClients.Blocked waiting, Bytes key) {
    readClock();
    Session session = waiting.session();
    Call call = new Call(this, session, waiting.spec(), waiting.words(), session.out(), true);
    call.wokenBy(key);
    return run(call);
  }

  /** Does what is no client's command, such as a round of expiry, as a unit of its own. */
  public void inUnit(Runnable task) {
    readClock();
    unit.open();
    try {
      task.run();
    } finally {
      unit.close();
    }
  }
}
