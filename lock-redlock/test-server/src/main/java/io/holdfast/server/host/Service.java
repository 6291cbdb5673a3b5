package io.holdfast.server.host;

/** A server as the world sees it: it is connected to. */
public interface Service {

  /** A client has connected; returns the server's end of the connection. */
  Line connect(Peer peer);
}
