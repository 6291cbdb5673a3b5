package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.host.Conversation;
import io.holdfast.server.host.Peer;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.protocol.RequestDecoder;
import io.holdfast.server.protocol.RespWriter;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client's connection as the server remembers it between requests. */
public final class Session implements Conversation {

  /** Which replies the client wants. */
  public enum Replies {
    ON,
    OFF,
    /** Not the one to this request, nor to the next. */
    SKIP_NEXT,
    /** Not the one to this request. */
    SKIP
  }

  static final long NEVER = -1;

  private final Engine engine;
  private final long id;
  private final Peer peer;
  private final long connectedAtMillis;
  private final RequestDecoder input = new RequestDecoder();
  private final RespWriter output = new RespWriter();
  private final Set<Bytes> channels = new LinkedHashSet<>();
  private final Set<Bytes> patterns = new LinkedHashSet<>();
  private final Set<Bytes> shardChannels = new LinkedHashSet<>();

  private Database database;
  private Bytes name = Bytes.EMPTY;
  private Bytes libraryName = Bytes.EMPTY;
  private Bytes libraryVersion = Bytes.EMPTY;
  private @Nullable String user;
  private @Nullable Transaction transaction;
  private final Watched watched = new Watched();
  private BlockedClients.@Nullable Blocked blocked;
  private Bytes @Nullable [] postponed;
  private Replies replies = Replies.ON;
  private boolean monitor;
  private boolean closing;
  private boolean cut;
  private long overSoftLimitSince = NEVER;
  private boolean executing;
  private boolean noEvict;
  private @Nullable TrackingOptions tracking;
  private boolean caching;
  private boolean redirectBroken;
  private String lastCommand = "NULL";
  private long lastRequestMillis;

  Session(Engine engine, long id, Peer peer, Database database, long nowMillis) {
    this.engine = engine;
    this.id = id;
    this.peer = peer;
    this.database = database;
    this.connectedAtMillis = nowMillis;
    this.lastRequestMillis = nowMillis;
  }

  /** Its number, never used again. */
  public long id() {
    return id;
  }

  /** The other end. */
  public Peer peer() {
    return peer;
  }

  /** When it connected, in milliseconds since the epoch. */
  public long connectedAtMillis() {
    return connectedAtMillis;
  }

  RequestDecoder input() {
    return input;
  }

  /** How many bytes of a request that is not complete yet have been received. */
  public int pendingInput() {
    return input.pendingBytes();
  }

  /** Takes the next replies and messages to the client. */
  public RespWriter out() {
    return output;
  }

  // ---- as the world sees it

  @Override
  public void receive(byte[] source, int offset, int length) {
    engine.stats().received(length);
    if (closing) {
      return;
    }
    input.feed(source, offset, length);
    engine.goOn(this);
    engine.limits().inputGrew(this);
  }

  @Override
  public ByteBuffer output() {
    return cut
        ? ByteBuffer.allocate(0)
        : ByteBuffer.wrap(output.array(), output.offset(), output.size());
  }

  @Override
  public void sent(int bytes) {
    output.sent(bytes);
    engine.stats().sent(bytes);
  }

  @Override
  public void end() {
    engine.disconnect(this);
  }

  // ---- state

  /** The selected database. */
  public Database database() {
    return database;
  }

  /** Selects a database. */
  public void select(Database selected) {
    database = selected;
  }

  /** What CLIENT SETNAME was given; empty where nothing was. */
  public Bytes name() {
    return name;
  }

  /** Names the connection. */
  public void name(Bytes given) {
    name = given;
  }

  /** The client library's name, as CLIENT SETINFO gave it. */
  public Bytes libraryName() {
    return libraryName;
  }

  /** Sets the client library's name. */
  public void libraryName(Bytes given) {
    libraryName = given;
  }

  /** The client library's version, as CLIENT SETINFO gave it. */
  public Bytes libraryVersion() {
    return libraryVersion;
  }

  /** Sets the client library's version. */
  public void libraryVersion(Bytes given) {
    libraryVersion = given;
  }

  /** The user whose rights the client has, or null until it has shown a password. */
  public @Nullable String user() {
    return user;
  }

  /** Gives the client a user's rights, or none. */
  public void user(@Nullable String authenticated) {
    user = authenticated;
  }

  /** Whether the client has the rights of some user. */
  public boolean isAuthenticated() {
    return user != null;
  }

  /** The transaction that was begun, or null. */
  public @Nullable Transaction transaction() {
    return transaction;
  }

  /** Begins a transaction, or with null ends it. */
  public void transaction(@Nullable Transaction next) {
    transaction = next;
  }

  /** The keys that it watches. */
  public Watched watched() {
    return watched;
  }

  BlockedClients.@Nullable Blocked blocked() {
    return blocked;
  }

  void blocked(BlockedClients.@Nullable Blocked waiting) {
    blocked = waiting;
  }

  /** Whether it waits for a key, a time or an event instead of being served. */
  public boolean isBlocked() {
    return blocked != null || postponed != null;
  }

  Bytes @Nullable [] postponed() {
    return postponed;
  }

  void postponed(Bytes @Nullable [] request) {
    postponed = request;
  }

  /** The channels that it is subscribed to, in order. */
  public Set<Bytes> channels() {
    return channels;
  }

  /** The patterns that it is subscribed to, in order. */
  public Set<Bytes> patterns() {
    return patterns;
  }

  /** The shard channels that it is subscribed to, in order. */
  public Set<Bytes> shardChannels() {
    return shardChannels;
  }

  /** How many subscriptions of any kind it has. */
  public int subscriptions() {
    return channels.size() + patterns.size() + shardChannels.size();
  }

  /** Whether it is the server's own, such as the one that scripts run commands in. */
  public boolean isInner() {
    return id == 0;
  }

  /** Which replies it wants. */
  public Replies replies() {
    return replies;
  }

  /** Sets which replies it wants. */
  public void replies(Replies wanted) {
    replies = wanted;
  }

  /** Whether it is shown all commands. */
  public boolean isMonitor() {
    return monitor;
  }

  void monitor(boolean shown) {
    monitor = shown;
  }

  /** Whether it is spared when clients are evicted. */
  public boolean isNoEvict() {
    return noEvict;
  }

  /** Sets whether it is spared when clients are evicted. */
  public void noEvict(boolean spared) {
    noEvict = spared;
  }

  /** How it is told of changed keys, or null if it is not. */
  public @Nullable TrackingOptions tracking() {
    return tracking;
  }

  void tracking(@Nullable TrackingOptions options) {
    tracking = options;
  }

  /** Whether CLIENT CACHING was said right before. */
  public boolean isCaching() {
    return caching;
  }

  /** CLIENT CACHING was said, or its effect is over. */
  public void caching(boolean said) {
    caching = said;
  }

  /** Whether who was to be told in its place is gone. */
  public boolean isRedirectBroken() {
    return redirectBroken;
  }

  void redirectBroken(boolean broken) {
    redirectBroken = broken;
  }

  /** Whether a request of it is being run: a script may have others served meanwhile, not this. */
  boolean isExecuting() {
    return executing;
  }

  void executing(boolean runs) {
    executing = runs;
  }

  /** Whether it is closed once what is pending has been sent. */
  public boolean isClosing() {
    return closing;
  }

  /** Has what was written for it sent, unless that is more than it may leave unread. */
  void outputReady() {
    engine.limits().outputGrew(this);
    peer.outputReady();
  }

  /** Since when more waits to be read than is good, in milliseconds, or {@link #NEVER}. */
  long overSoftLimitSince() {
    return overSoftLimitSince;
  }

  void overSoftLimitSince(long millis) {
    overSoftLimitSince = millis;
  }

  /** Ends the connection; what is pending is not sent any more. */
  void cut() {
    cut = true;
    close();
  }

  /** Has the connection end once what is pending has been sent; nothing more is read. */
  public void close() {
    closing = true;
    peer.close();
  }

  /** The last command's name, for people. */
  public String lastCommand() {
    return lastCommand;
  }

  /** When the last request came, in milliseconds since the epoch. */
  public long lastRequestMillis() {
    return lastRequestMillis;
  }

  void requested(String command, long nowMillis) {
    lastCommand = command;
    lastRequestMillis = nowMillis;
  }
}
