package io.holdfast.server.host;

/** The other end of a connection, as the engine sees it. */
public interface Peer {

  /** Where it is, as {@code address:port}. */
  String address();

  /** Where it connected to, as {@code address:port}. */
  String localAddress();

  /** There is output to send when the engine is done with what it is doing. */
  void outputReady();

  /** Ends the connection once the pending output has been sent. */
  void close();
}
