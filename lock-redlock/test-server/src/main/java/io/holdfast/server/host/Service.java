package io.holdfast.server.host;

/** A server as its world sees it: somebody to connect clients to. */
@FunctionalInterface
public interface Service {

  /**
   * A client has connected.
   *
   * @param peer the client's end
   * @return the server's end
   */
  Conversation connect(Peer peer);
}
