package io.holdfast.server.engine;

/** Which Redis this server behaves like. */
public final class ServerVersion {

  /** As INFO and HELLO print it. */
  public static final String TEXT = "7.0.15";

  /** As scripts and modules see it: one byte for each part. */
  public static final int NUMBER = 0x0007000f;

  private ServerVersion() {}
}
