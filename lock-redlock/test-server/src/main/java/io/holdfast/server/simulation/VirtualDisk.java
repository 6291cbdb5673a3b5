package io.holdfast.server.simulation;

import io.holdfast.server.host.Disk;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Files in memory. To be used by one thread. */
public final class VirtualDisk implements Disk {

  private final Map<String, byte[]> files = new HashMap<>();
  private boolean full;

  /** Whether there is no room for anything more from now on. */
  public void full(boolean isFull) {
    full = isFull;
  }

  @Override
  public byte[] read(String path) throws IOException {
    byte[] content = files.get(path);
    if (content == null) {
      throw new IOException(path + ": No such file or directory");
    }
    return content.clone();
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    files.put(path, content.clone());
  }
}
