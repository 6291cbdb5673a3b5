package io.holdfast.server.engine;

import io.holdfast.server.values.EncodingLimits;
import io.holdfast.server.values.EncodingLimits.Pair;
import java.util.List;

/** The directives that say up to where values are kept in their small encodings. */
final class EncodingDirectives {

  private static final long MOST = Long.MAX_VALUE;

  private EncodingDirectives() {}

  /** Directives that set those limits. */
  static List<Directive<?>> of(EncodingLimits limits) {
    return List.of(
        Directives.number("hash-max-listpack-entries", 512, 0, MOST)
            .alias("hash-max-ziplist-entries")
            .with(n -> limits.hash(new Pair(n, limits.hash().length()))),
        Directives.memory("hash-max-listpack-value", 64, 0, MOST)
            .alias("hash-max-ziplist-value")
            .with(n -> limits.hash(new Pair(limits.hash().entries(), n))),
        Directives.memory("hll-sparse-max-bytes", 3000, 0, MOST).with(limits::hyperLogLogBytes),
        // How Redis cuts a list into nodes; here a list is one piece, and nobody can tell.
        Directives.number("list-max-listpack-size", -2, Integer.MIN_VALUE, Integer.MAX_VALUE)
            .alias("list-max-ziplist-size"),
        Directives.number("list-compress-depth", 0, 0, Integer.MAX_VALUE),
        Directives.number("set-max-intset-entries", 512, 0, MOST).with(limits::intSetEntries),
        Directives.memory("stream-node-max-bytes", 4096, 0, MOST).with(limits::streamNodeBytes),
        Directives.number("stream-node-max-entries", 100, 0, MOST).with(limits::streamNodeEntries),
        Directives.number("zset-max-listpack-entries", 128, 0, MOST)
            .alias("zset-max-ziplist-entries")
            .with(n -> limits.sortedSet(new Pair(n, limits.sortedSet().length()))),
        Directives.memory("zset-max-listpack-value", 64, 0, MOST)
            .alias("zset-max-ziplist-value")
            .with(n -> limits.sortedSet(new Pair(limits.sortedSet().entries(), n))));
  }
}
