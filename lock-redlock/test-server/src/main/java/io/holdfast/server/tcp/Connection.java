package io.holdfast.server.tcp;

import io.holdfast.server.host.Conversation;
import io.holdfast.server.host.Peer;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One accepted socket. Output is written when the loop has read everything that was ready. */
final class Connection implements Peer {

  private final TcpServer server;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final String address;
  private final String localAddress;
  private @Nullable Conversation conversation;
  private boolean outputPending;
  private boolean closing;

  Connection(TcpServer server, SocketChannel channel, SelectionKey key) throws IOException {
    this.server = server;
    this.channel = channel;
    this.key = key;
    this.localAddress = text(channel.getLocalAddress());
    // The other end of a Unix socket has no name; Redis shows this end's.
    this.address =
        channel.getLocalAddress() instanceof UnixDomainSocketAddress
            ? localAddress
            : text(channel.getRemoteAddress());
  }

  private static String text(@Nullable SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      String host = inet.getAddress().getHostAddress();
      boolean six = inet.getAddress() instanceof Inet6Address;
      return (six ? "[" + host.replace("0:0:0:0:0:0:0:1", "::1") + "]" : host)
          + ":"
          + inet.getPort();
    }
    return address instanceof UnixDomainSocketAddress unix ? unix.getPath() + ":0" : "?:0";
  }

  void begin(Conversation opened) {
    conversation = opened;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public String localAddress() {
    return localAddress;
  }

  @Override
  public void outputReady() {
    if (!outputPending) {
      outputPending = true;
      server.hasOutput(this);
    }
  }

  @Override
  public void close() {
    closing = true;
    outputReady();
  }

  /** Reads what is there and has the engine run it. */
  void read(ByteBuffer buffer) throws IOException {
    if (conversation == null || closing) {
      return;
    }
    buffer.clear();
    int length = channel.read(buffer);
    if (length < 0) {
      end();
    } else if (length > 0) {
      conversation.receive(buffer.array(), buffer.arrayOffset(), length);
    }
  }

  /** Sends what is pending, as far as the socket takes it. */
  void flush() throws IOException {
    outputPending = false;
    if (conversation == null || !key.isValid()) {
      return;
    }
    ByteBuffer output = conversation.output();
    while (output.hasRemaining()) {
      int sent = channel.write(output);
      if (sent == 0) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      conversation.sent(sent);
    }
    if (closing) {
      end();
    } else if ((key.interestOps() & SelectionKey.OP_WRITE) != 0) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Ends the connection now; what is pending is lost. */
  void end() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    if (conversation != null) {
      conversation.end();
      conversation = null;
    }
  }
}
