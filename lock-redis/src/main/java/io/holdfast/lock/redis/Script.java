package io.holdfast.lock.redis;

/** The scripts of the protocol on one deployment. */
final class Script {

  static final RedisScript ACQUIRE =
      RedisScript.withFencing(Script.class, "hand-over.lua", "acquire.lua");
  static final RedisScript RELEASE =
      RedisScript.withFencing(Script.class, "hand-over.lua", "release.lua");
  static final RedisScript RENEW = RedisScript.of(Script.class, "renew.lua");

  private Script() {}
}
