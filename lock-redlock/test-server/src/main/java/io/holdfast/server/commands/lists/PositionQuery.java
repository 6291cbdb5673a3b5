package io.holdfast.server.commands.lists;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.engine.Call;
import io.holdfast.server.engine.CommandError;
import io.holdfast.server.values.ListValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What LPOS asks for.
 *
 * @param element what is looked for
 * @param rank which match is the first that counts; from the right where negative; never zero
 * @param count how many matches; zero for all, {@link #UNCOUNTED} for one that is no array
 * @param most how many elements are looked at; zero for all
 */
record PositionQuery(Bytes element, long rank, long count, long most) {

  private static final long UNCOUNTED = -1;

  static PositionQuery parse(Call call) {
    long rank = 1;
    long count = UNCOUNTED;
    long most = 0;
    for (int i = 3; i < call.size(); i += 2) {
      if (!call.has(i + 1)) {
        throw CommandError.syntax();
      } else if (call.isWord(i, "rank")) {
        rank = rank(call, i + 1);
      } else if (call.isWord(i, "count")) {
        count = call.number(i + 1, 0, "COUNT can't be negative");
      } else if (call.isWord(i, "maxlen")) {
        most = call.number(i + 1, 0, "MAXLEN can't be negative");
      } else {
        throw CommandError.syntax();
      }
    }
    return new PositionQuery(call.word(2), rank, count, most);
  }

  private static long rank(Call call, int at) {
    long rank = call.integer(at);
    if (rank == 0) {
      throw new CommandError(
          "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... "
              + "or use negative to start from the end of the list");
    }
    return rank;
  }

  boolean isCounted() {
    return count != UNCOUNTED;
  }

  /** The places of the matches, nearest first. */
  List<Integer> in(ListValue list) {
    List<Integer> places = new ArrayList<>();
    long wanted = count == UNCOUNTED ? 1 : count == 0 ? Long.MAX_VALUE : count;
    long looks = most == 0 ? list.size() : Math.min(most, list.size());
    // The least number has no positive one; Redis takes it as the first match.
    long toSkip = rank == Long.MIN_VALUE ? 0 : Math.abs(rank) - 1;
    for (int i = 0; i < looks && places.size() < wanted; i++) {
      int place = rank > 0 ? i : list.size() - 1 - i;
      if (list.at(place).equals(element) && toSkip-- <= 0) {
        places.add(place);
      }
    }
    return places;
  }
}
