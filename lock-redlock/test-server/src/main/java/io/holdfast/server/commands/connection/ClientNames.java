package io.holdfast.server.commands.connection;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.CommandError;

/** What a connection may be called: it stands in a line of CLIENT LIST. */
final class ClientNames {

  private ClientNames() {}

  static Bytes required(Bytes name) {
    return required(name, "Client names");
  }

  static Bytes required(Bytes name, String what) {
    for (byte b : name.array()) {
      if (b < '!' || b > '~') {
        throw new CommandError(
            "ERR " + what + " cannot contain spaces, newlines or special characters.");
      }
    }
    return name;
  }
}
