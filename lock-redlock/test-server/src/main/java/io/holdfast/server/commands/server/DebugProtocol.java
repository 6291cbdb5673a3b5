package io.holdfast.server.commands.server;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.protocol.RespWriter;
import java.util.Locale;

/** DEBUG PROTOCOL: one reply of each kind, for those who test clients. */
final class DebugProtocol {

  private DebugProtocol() {}

  static void reply(Call call) {
    if (call.size() != 3) {
      throw CommandError.subcommandSyntax(call);
    }
    RespWriter reply = call.session().out();
    switch (call.word(2).latin().toLowerCase(Locale.ROOT)) {
      case "string" -> reply.bulk("Hello World");
      case "integer" -> reply.integer(12_345);
      case "double" -> reply.real(3.141);
      case "null" -> reply.nil();
      case "bignum" -> reply.bigNumber("1234567999999999999999999999999999999");
      case "array" -> numbers(reply);
      case "set" -> {
        reply.set(3);
        three(reply);
      }
      case "map" -> {
        reply.map(3);
        for (int i = 0; i < 3; i++) {
          reply.integer(i);
          reply.bool(i == 1);
        }
      }
      case "attrib" -> attributes(reply);
      case "push" -> push(reply);
      case "true" -> reply.bool(true);
      case "false" -> reply.bool(false);
      case "verbatim" -> reply.verbatim("txt", Bytes.of("This is a verbatim\nstring"));
      default ->
          throw new CommandError(
              "ERR Wrong protocol type name. Please use one of the following:"
                  + " string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");
    }
  }

  private static void numbers(RespWriter reply) {
    reply.array(3);
    three(reply);
  }

  private static void three(RespWriter reply) {
    for (int i = 0; i < 3; i++) {
      reply.integer(i);
    }
  }

  private static void attributes(RespWriter reply) {
    if (reply.isResp3()) {
      reply.attributes(1);
      reply.bulk("key-popularity");
      reply.array(2);
      reply.bulk("key:123");
      reply.integer(90);
    }
    reply.bulk("Some real reply following the attribute");
  }

  private static void push(RespWriter reply) {
    if (!reply.isResp3()) {
      throw new CommandError("ERR RESP2 is not supported by this command");
    }
    reply.push(2);
    reply.bulk("server-cpu-usage");
    reply.integer(42);
  }
}
