package io.holdfast.server.tcp;

import io.holdfast.server.host.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The machine's file system. */
final class FileDisk implements Disk {

  @Override
  public byte[] read(String path) throws IOException {
    return Files.readAllBytes(Path.of(path));
  }

  @Override
  public void replace(String path, byte[] content) throws IOException {
    Path file = Path.of(path).toAbsolutePath();
    Path next = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".next");
    try {
      Files.write(next, content);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
