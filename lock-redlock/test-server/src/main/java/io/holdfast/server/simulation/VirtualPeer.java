package io.holdfast.server.simulation;

import io.holdfast.server.host.Peer;

/** The other end of a connection that has no wire: what is pending stays where it is. */
public final class VirtualPeer implements Peer {

  private static final String LOCAL_ADDRESS = "127.0.0.1:6379";

  private final String address;
  private boolean closed;
  private int signals;

  /** A peer at that address and port. */
  public VirtualPeer(String address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public String localAddress() {
    return LOCAL_ADDRESS;
  }

  @Override
  public void outputReady() {
    signals++;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Whether the server has ended the connection. */
  public boolean isClosed() {
    return closed;
  }

  /** How often it was said that there is output to send. */
  public int signals() {
    return signals;
  }
}
