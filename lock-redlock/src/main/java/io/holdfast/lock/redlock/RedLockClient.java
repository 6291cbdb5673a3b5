package io.holdfast.lock.redlock;

import io.holdfast.lock.LockClient;

/** A {@link LockClient} over a quorum of masters, which also tells how they are. */
public interface RedLockClient extends LockClient {

  /** Each node as this client sees it now; asks nobody. */
  QuorumStatus status();
}
