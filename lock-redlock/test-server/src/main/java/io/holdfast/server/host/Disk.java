package io.holdfast.server.host;

import java.io.IOException;

/** The files of one server, by path. */
public interface Disk {

  /**
   * What the file holds.
   *
   * @throws IOException if there is no such file, or it cannot be read
   */
  byte[] read(String path) throws IOException;

  /**
   * Puts the content in the place of the file's, in one step: a crash leaves the one or the other.
   *
   * @throws IOException if it cannot be written; then the file is as it was
   */
  void replace(String path, byte[] content) throws IOException;
}
