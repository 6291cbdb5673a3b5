package io.holdfast.server.engine;

import io.holdfast.server.bytes.Bytes;
import java.security.MessageDigest;

/** Who may connect: the one user {@code default}, with the password of {@code requirepass}. */
public final class Acl {

  /** The user that needs no name. */
  public static final String DEFAULT_USER = "default";

  private final ServerConfig config;

  Acl(ServerConfig config) {
    this.config = config;
  }

  /** Whether a password is needed at all. */
  public boolean isOpen() {
    return config.requirePass.get().isEmpty();
  }

  /** Whether there is a user of that name. */
  public boolean isUser(Bytes name) {
    return name.equals(Bytes.of(DEFAULT_USER));
  }

  /** Gives the session that user's rights if the password is right, and says whether it was. */
  public boolean authenticate(Session session, Bytes user, Bytes password) {
    boolean known =
        user.equals(Bytes.of(DEFAULT_USER))
            && (isOpen()
                || MessageDigest.isEqual(
                    Bytes.of(config.requirePass.get()).array(), password.array()));
    if (known) {
      session.user(DEFAULT_USER);
    }
    return known;
  }
}
