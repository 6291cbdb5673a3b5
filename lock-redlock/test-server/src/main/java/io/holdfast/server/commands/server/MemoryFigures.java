package io.holdfast.server.commands.server;

import io.holdfast.server.engine.Engine;
import io.holdfast.server.engine.Memory;
import java.util.Locale;
import java.util.function.BiConsumer;

/** The section Memory of INFO: what maxmemory counts, and what the JVM has. */
final class MemoryFigures {

  private MemoryFigures() {}

  static void write(Engine engine, BiConsumer<String, Object> line) {
    Memory memory = engine.memory();
    long used = memory.usedBytes();
    long overhead = memory.overheadBytes();
    long resident = Runtime.getRuntime().totalMemory();
    both(line, "used_memory", used);
    both(line, "used_memory_rss", resident);
    both(line, "used_memory_peak", memory.peakBytes());
    line.accept("used_memory_peak_perc", percent(used, memory.peakBytes()));
    line.accept("used_memory_overhead", overhead);
    line.accept("used_memory_startup", overhead);
    line.accept("used_memory_dataset", used - overhead);
    line.accept("used_memory_dataset_perc", percent(used - overhead, used));
    line.accept("allocator_allocated", used);
    line.accept("allocator_active", resident);
    line.accept("allocator_resident", resident);
    both(line, "total_system_memory", Runtime.getRuntime().maxMemory());
    both(line, "maxmemory", engine.config().maxMemory.get());
    line.accept("maxmemory_policy", engine.config().maxMemoryPolicy.get());
    line.accept("allocator_frag_ratio", "1.00");
    line.accept(
        "mem_fragmentation_ratio", String.format(Locale.ROOT, "%.2f", (double) resident / used));
    line.accept("mem_fragmentation_bytes", resident - used);
    line.accept("mem_not_counted_for_evict", 0);
    line.accept("mem_replication_backlog", 0);
    line.accept("mem_total_replication_buffers", 0);
    line.accept("mem_clients_slaves", 0);
    line.accept("mem_clients_normal", 0);
    line.accept("mem_cluster_links", 0);
    line.accept("mem_aof_buffer", 0);
    line.accept("mem_allocator", "jvm");
    line.accept("active_defrag_running", 0);
    line.accept("lazyfree_pending_objects", 0);
    line.accept("lazyfreed_objects", 0);
  }

  private static void both(BiConsumer<String, Object> line, String name, long bytes) {
    line.accept(name, bytes);
    line.accept(name + "_human", human(bytes));
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.2f%%", whole == 0 ? 0.0 : 100.0 * part / whole);
  }

  /** As {@code bytesToHuman} prints it. */
  static String human(long bytes) {
    if (bytes < 1L << 10) {
      return bytes + "B";
    }
    if (bytes < 1L << 20) {
      return String.format(Locale.ROOT, "%.2fK", (double) bytes / (1L << 10));
    }
    return bytes < 1L << 30
        ? String.format(Locale.ROOT, "%.2fM", (double) bytes / (1L << 20))
        : String.format(Locale.ROOT, "%.2fG", (double) bytes / (1L << 30));
  }
}
