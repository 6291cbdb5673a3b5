package io.holdfast.server.commands.streams;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.ConsumerGroup;
import io.holdfast.server.values.StreamValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Looking streams and groups up, with the errors of those who need them. */
final class Streams {

  private Streams() {}

  static @Nullable StreamValue read(Call call, int index) {
    return call.read(call.word(index), StreamValue.class);
  }

  static @Nullable StreamValue write(Call call, int index) {
    return call.write(call.word(index), StreamValue.class);
  }

  static StreamValue required(Call call, int index) {
    StreamValue stream = read(call, index);
    if (stream == null) {
      throw CommandError.noSuchKey();
    }
    return stream;
  }

  /** The group that the word behind the key's names, or null where there is none or no key. */
  static @Nullable ConsumerGroup group(Call call, @Nullable StreamValue stream, int index) {
    return stream == null ? null : stream.group(call.word(index));
  }

  /** The error where key and group stand next to each other and one of them is not there. */
  static CommandError noGroup(Bytes key, Bytes group, String where) {
    return new CommandError(
        "NOGROUP No such key '%s' or consumer group '%s'%s"
            .formatted(cText(key), cText(group), where));
  }

  /** As C prints the word: up to the first zero. */
  static String cText(Bytes word) {
    String text = new String(word.array(), StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The error of a container's subcommand that does not take its words. */
  static CommandError subcommand(Call call) {
    return new CommandError(
        "ERR unknown subcommand or wrong number of arguments for '%s'. Try %s HELP."
            .formatted(
                cText(call.word(1)), call.word(0).latin().toUpperCase(java.util.Locale.ROOT)));
  }
}
