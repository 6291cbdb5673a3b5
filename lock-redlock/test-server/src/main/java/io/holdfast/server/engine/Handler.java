package io.holdfast.server.engine;

/** What a command does. */
@FunctionalInterface
public interface Handler {

  /**
   * Does it and answers once through the call's reply.
   *
   * @throws CommandError to answer with an error instead; whatever was written before is taken back
   */
  void run(Call call);
}
