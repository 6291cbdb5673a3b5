package io.holdfast.server.testing;

import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Session;
import io.holdfast.server.simulation.VirtualPeer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One connection to a {@link VirtualServer}. Replies are as on the wire, one character a byte. */
public final class VirtualClient {

  private final VirtualPeer peer;
  private final Session session;

  VirtualClient(Engine engine, String address) {
    this.peer = new VirtualPeer(address);
    this.session = engine.connect(peer);
  }

  /** Sends a command; returns all that the server has to say by then. */
  public String command(String... words) {
    StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return send(request.toString());
  }

  /** Sends a command whose words are separated by spaces. */
  public String line(String command) {
    return command(command.split(" "));
  }

  /** Sends bytes, one for each character; returns all that the server has to say by then. */
  public String send(String bytes) {
    byte[] raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
    session.receive(raw, 0, raw.length);
    return read();
  }

  /** What the server has said since the last look. */
  public String read() {
    ByteBuffer output = session.output();
    int length = output.remaining();
    String text = StandardCharsets.ISO_8859_1.decode(output).toString();
    session.sent(length);
    return text;
  }

  /** The connection as the server knows it. */
  public Session session() {
    return session;
  }

  /** Whether the server has ended the connection. */
  public boolean isClosed() {
    return peer.isClosed();
  }

  /** Ends the connection. */
  public void disconnect() {
    session.end();
  }
}
