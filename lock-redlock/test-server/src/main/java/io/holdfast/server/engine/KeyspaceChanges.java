package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.keyspace.Database;
import io.holdfast.server.keyspace.KeyspaceListener;
import org.jspecify.annotations.Nullable;

/** What the engine makes of changes in the keyspace: whom it tells, and when. */
final class KeyspaceChanges implements KeyspaceListener {

  private static final Bytes DEL = Bytes.of("DEL");

  private final Engine engine;

  KeyspaceChanges(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void changed(Database database, Bytes key) {
    engine.watches().changed(database, key);
    engine.tracking().changed(engine.running(), key);
    engine.blocked().changed(database, key);
  }

  @Override
  public void willExpire(Database database, Bytes key, long atMillis) {
    engine.expiry().willExpire(database, key, atMillis);
  }

  @Override
  public void expired(Database database, Bytes key) {
    engine.stats().expired();
    engine.events().happened(KeyEventKind.EXPIRED, "expired", key, database.index());
    engine.unit().add(Effect.of(database.index(), DEL, key));
  }

  @Override
  public void evicted(Database database, Bytes key) {
    engine.stats().evicted();
    engine.events().happened(KeyEventKind.EVICTED, "evicted", key, database.index());
    engine.unit().add(Effect.of(database.index(), DEL, key));
  }

  @Override
  public void replacing(Database database, @Nullable Database other) {
    engine.watches().replacing(database, other);
  }

  @Override
  public void replaced(Database database) {
    engine.blocked().replaced(database);
  }
}
