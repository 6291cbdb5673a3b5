package io.holdfast.server.commands.strings;

import static io.holdfast.server.engine.Category.STRING;
import static io.holdfast.server.engine.CommandFlag.READONLY;
import static io.holdfast.server.engine.CommandSpec.command;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.keyspace.Entry;
import io.holdfast.server.protocol.ReplyWriter;
import io.holdfast.server.values.StringValue;
import java.util.ArrayList;
import java.util.List;

/** LCS: the longest common subsequence of two strings, its length, or where it stands in them. */
final class LcsCommand {

  /** A run of bytes that both strings have, by its first and last places. */
  private record Match(int firstInA, int lastInA, int firstInB, int lastInB) {

    int length() {
      return lastInA - firstInA + 1;
    }
  }

  private final Call call;
  private boolean onlyLength;
  private boolean places;
  private boolean withLengths;
  private long shortest;

  private LcsCommand(Call call) {
    this.call = call;
  }

  static CommandSpec spec() {
    return command("lcs", -3)
        .is(READONLY)
        .in(STRING)
        .keys(KeySpec.range(1, 1, 1, "RO", "ACCESS"))
        .does(call -> new LcsCommand(call).run());
  }

  private void run() {
    Bytes a = text(call.word(1));
    Bytes b = text(call.word(2));
    readOptions();
    long cells = (a.length() + 1L) * (b.length() + 1L);
    if (cells * Integer.BYTES > call.engine().config().protoMaxBulkLength.get()) {
      throw new CommandError(
          "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
    }
    int[][] lengths = lengths(a, b);
    int length = lengths[a.length()][b.length()];
    if (onlyLength) {
      call.reply().integer(length);
    } else if (places) {
      replyPlaces(matches(a, b, lengths), length);
    } else {
      call.reply().bulk(common(a, b, lengths));
    }
  }

  private Bytes text(Bytes key) {
    Entry entry = call.entry(key);
    if (entry == null) {
      return Bytes.EMPTY;
    }
    if (entry.value() instanceof StringValue string) {
      return string.bytes();
    }
    throw new CommandError("ERR The specified keys must contain string values");
  }

  private void readOptions() {
    for (int i = 3; i < call.size(); i++) {
      if (call.isWord(i, "idx")) {
        places = true;
      } else if (call.isWord(i, "len")) {
        onlyLength = true;
      } else if (call.isWord(i, "withmatchlen")) {
        withLengths = true;
      } else if (call.isWord(i, "minmatchlen") && call.has(i + 1)) {
        shortest = Math.max(0, call.integer(++i));
      } else {
        throw CommandError.syntax();
      }
    }
    if (places && onlyLength) {
      throw new CommandError("ERR If you want both the length and indexes, please just use IDX.");
    }
  }

  /** For each pair of beginnings, how long their longest common subsequence is. */
  private static int[][] lengths(Bytes a, Bytes b) {
    int[][] lengths = new int[a.length() + 1][b.length() + 1];
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        lengths[i][j] =
            a.at(i - 1) == b.at(j - 1)
                ? lengths[i - 1][j - 1] + 1
                : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
      }
    }
    return lengths;
  }

  private static Bytes common(Bytes a, Bytes b, int[][] lengths) {
    byte[] common = new byte[lengths[a.length()][b.length()]];
    int left = common.length;
    int i = a.length();
    int j = b.length();
    while (left > 0) {
      if (a.at(i - 1) == b.at(j - 1)) {
        common[--left] = a.at(i - 1);
        i--;
        j--;
      } else if (lengths[i - 1][j] > lengths[i][j - 1]) {
        i--;
      } else {
        j--;
      }
    }
    return Bytes.wrap(common);
  }

  /** The runs from the last to the first: the way back through the table meets them so. */
  private static List<Match> matches(Bytes a, Bytes b, int[][] lengths) {
    List<Match> matches = new ArrayList<>();
    int i = a.length();
    int j = b.length();
    while (i > 0 && j > 0 && lengths[i][j] > 0) {
      int run = 0;
      while (i - run > 0 && j - run > 0 && a.at(i - run - 1) == b.at(j - run - 1)) {
        run++;
      }
      if (run > 0) {
        matches.add(new Match(i - run, i - 1, j - run, j - 1));
        i -= run;
        j -= run;
      } else if (lengths[i - 1][j] > lengths[i][j - 1]) {
        i--;
      } else {
        j--;
      }
    }
    return matches;
  }

  private void replyPlaces(List<Match> all, int length) {
    List<Match> matches = all.stream().filter(match -> match.length() >= shortest).toList();
    ReplyWriter reply = call.reply();
    reply.map(2);
    reply.bulk("matches");
    reply.array(matches.size());
    for (Match match : matches) {
      reply.array(withLengths ? 3 : 2);
      pair(match.firstInA(), match.lastInA());
      pair(match.firstInB(), match.lastInB());
      if (withLengths) {
        reply.integer(match.length());
      }
    }
    reply.bulk("len");
    reply.integer(length);
  }

  private void pair(int first, int last) {
    call.reply().array(2);
    call.reply().integer(first);
    call.reply().integer(last);
  }
}
