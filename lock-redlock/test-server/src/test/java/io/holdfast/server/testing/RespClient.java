package io.holdfast.server.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Sends commands and returns the bytes of each reply as they came, for comparing. */
public final class RespClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  private RespClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects to a loopback port. */
  public static RespClient connect(int port) {
    try {
      return new RespClient(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a command; returns its raw reply, one character a byte. */
  public String command(String... words) {
    byte[][] raw = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      raw[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return command(raw);
  }

  /** As {@link #command(String...)}, with binary words. */
  public String command(byte[]... words) {
    request(words);
    return reply();
  }

  /** Sends a command without reading its reply. */
  public void request(byte[]... words) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] word : words) {
      request.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      request.writeBytes(word);
      request.writeBytes(new byte[] {'\r', '\n'});
    }
    send(request.toByteArray());
  }

  /** Sends bytes as they are. */
  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether some of the next reply has come. */
  public boolean hasReply() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next reply as it came; empty if the server has closed the connection. */
  public String reply() {
    StringBuilder raw = new StringBuilder();
    try {
      readReply(raw);
    } catch (EOFException | SocketException e) {
      return ""; // A server that closes before it has read everything resets the connection.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return raw.toString();
  }

  /** Skips the dump that a replica is sent: a length and so many bytes, with nothing behind. */
  public void skipDump() {
    try {
      while (read() != '$') {
        // Empty lines say that the dump is still being made.
      }
      StringBuilder line = new StringBuilder();
      in.skipNBytes(Long.parseLong(readLine(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readReply(StringBuilder raw) throws IOException {
    String line = readLine(raw);
    switch (line.charAt(0)) {
      case '$', '=', '!' -> readBytes(raw, Integer.parseInt(line.substring(1)));
      case '*', '~', '>' -> readAll(raw, Integer.parseInt(line.substring(1)));
      case '%' -> readAll(raw, 2 * Integer.parseInt(line.substring(1)));
      case '|' -> {
        readAll(raw, 2 * Integer.parseInt(line.substring(1)));
        readReply(raw);
      }
      default -> {
        // One line is all of it.
      }
    }
  }

  private void readAll(StringBuilder raw, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      readReply(raw);
    }
  }

  private void readBytes(StringBuilder raw, int count) throws IOException {
    for (int i = 0; count >= 0 && i < count + 2; i++) {
      raw.append((char) read());
    }
  }

  private String readLine(StringBuilder raw) throws IOException {
    int start = raw.length();
    int last;
    do {
      last = read();
      raw.append((char) last);
    } while (last != '\n');
    return raw.substring(start, raw.length() - 2);
  }

  private int read() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
