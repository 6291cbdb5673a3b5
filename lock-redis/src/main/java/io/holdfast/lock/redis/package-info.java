/**
 * Locks on one Redis deployment. The protocol (scripts, keys, inbox, grant arithmetic) is written
 * against {@code ScriptNode} and {@code Inbox}; Lettuce appears only in the classes named after it,
 * and in the door where a caller hands in a client. The door for callers is {@link
 * io.holdfast.lock.redis.RedisLocks}; {@link io.holdfast.lock.redis.RedisNodes} is the one for
 * backends that ask several servers and have a protocol of their own. Waiting, renewing and lease
 * state are the engine's and do not belong here.
 */
@NullMarked
package io.holdfast.lock.redis;

import org.jspecify.annotations.NullMarked;
