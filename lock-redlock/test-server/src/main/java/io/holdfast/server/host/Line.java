package io.holdfast.server.host;

/** The server's end of a connection: takes what was received, and has what is to be sent. */
public interface Line {

  /** Bytes have come from the peer. */
  void receive(byte[] source, int offset, int length);

  /** The array that holds what is to be sent. */
  byte[] pending();

  /** Where in the array it begins. */
  int pendingOffset();

  /** How many bytes are to be sent. */
  int pendingSize();

  /** So many of them have been sent. */
  void sent(int bytes);

  /** The peer is gone. */
  void disconnected();
}
