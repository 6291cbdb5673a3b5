package io.holdfast.lock.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script of a lock protocol; every one returns an array of integers.
 *
 * <p>Immutable. For backends that speak a protocol of their own to {@link RedisNode}s.
 */
public final class RedisScript {

  private static final String FENCING = "fencing.lua";

  private final String name;
  private final String text;
  private final String digest;

  private RedisScript(String name, String text) {
    this.name = name;
    this.text = text;
    this.digest = sha1(text);
  }

  /**
   * The script in those files, one behind the other.
   *
   * @param place the class beside which the files stand
   * @param files the names of resources; the last one names the script
   * @throws IllegalStateException if one of them is missing
   */
  public static RedisScript of(Class<?> place, String... files) {
    StringBuilder all = new StringBuilder();
    for (String file : files) {
      all.append(read(place, file));
    }
    return new RedisScript(files[files.length - 1], all.toString());
  }

  /**
   * As {@link #of}, with the functions {@code microseconds()} and {@code nextFencingToken(counter,
   * least)} of fencing.lua before it.
   *
   * @param place the class beside which the files stand
   * @param files the names of resources
   */
  public static RedisScript withFencing(Class<?> place, String... files) {
    RedisScript script = of(place, files);
    return new RedisScript(script.name, read(RedisScript.class, FENCING) + script.text);
  }

  /** Renews many leases, each only if its lock is still held by its value: renew.lua says how. */
  public static RedisScript renewal() {
    return Script.RENEW;
  }

  /** What EVAL takes. */
  public String text() {
    return text;
  }

  /** SHA-1 as EVALSHA takes it. */
  public String digest() {
    return digest;
  }

  /** The name of its file. */
  @Override
  public String toString() {
    return name;
  }

  private static String read(Class<?> place, String file) {
    try (InputStream in = place.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Script " + file + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
