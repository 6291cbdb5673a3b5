package io.holdfast.server.commands.server;

import io.holdfast.server.engine.Category;
import io.holdfast.server.engine.CommandFlag;
import io.holdfast.server.engine.CommandSpec;
import io.holdfast.server.engine.KeySpec;
import io.holdfast.server.protocol.ReplyWriter;
import java.util.List;
import java.util.Locale;

/** One command as the COMMAND reply of Redis 7.0 describes it. */
final class CommandReply {

  private CommandReply() {}

  static void write(ReplyWriter reply, CommandSpec spec) {
    reply.array(10);
    reply.bulk(spec.name());
    reply.integer(spec.arity());
    List<CommandFlag> flags = spec.flags().stream().filter(CommandFlag::isShown).toList();
    reply.set(flags.size());
    flags.forEach(flag -> reply.status(flag.word()));
    legacyKeys(reply, spec);
    reply.set(spec.categories().size());
    for (Category category : spec.categories()) {
      reply.status("@" + category.word());
    }
    reply.set(spec.tips().size());
    spec.tips().forEach(reply::bulk);
    reply.set(spec.keys().size());
    spec.keys().forEach(key -> write(reply, key));
    if (spec.isContainer()) {
      reply.array(spec.subcommands().size());
    } else {
      reply.set(0); // Redis has an array of subcommands, but a set of none.
    }
    spec.subcommands().forEach(sub -> write(reply, sub));
  }

  /** First key, last key and step, for clients that know no key specifications. */
  private static void legacyKeys(ReplyWriter reply, CommandSpec spec) {
    int first = 0;
    int last = 0;
    int step = 0;
    for (KeySpec key : spec.keys()) {
      if (!(key.begin() instanceof KeySpec.Begin.Index index)
          || !(key.find() instanceof KeySpec.Find.Range range)) {
        continue;
      }
      int end = range.lastKey() < 0 ? range.lastKey() : index.index() + range.lastKey();
      if (first == 0) {
        first = index.index();
        last = end;
        step = range.step();
      } else if (last >= 0 && index.index() == last + 1) {
        last = end;
      }
    }
    reply.integer(first);
    reply.integer(last);
    reply.integer(step);
  }

  private static void write(ReplyWriter reply, KeySpec key) {
    String notes = key.notes();
    reply.map(notes == null ? 3 : 4);
    if (notes != null) {
      reply.bulk("notes");
      reply.bulk(notes);
    }
    reply.bulk("flags");
    flags(reply, key.flags());
    reply.bulk("begin_search");
    begin(reply, key.begin());
    reply.bulk("find_keys");
    find(reply, key.find());
  }

  static void flags(ReplyWriter reply, List<String> flags) {
    reply.set(flags.size());
    for (String flag : flags) {
      // How a key is accessed has two capital letters, what is done to it is a word.
      reply.status(flag.length() == 2 ? flag : flag.toLowerCase(Locale.ROOT));
    }
  }

  private static void begin(ReplyWriter reply, KeySpec.Begin begin) {
    if (begin instanceof KeySpec.Begin.Index index) {
      type(reply, "index", 1);
      number(reply, "index", index.index());
    } else if (begin instanceof KeySpec.Begin.Keyword keyword) {
      type(reply, "keyword", 2);
      reply.bulk("keyword");
      reply.bulk(keyword.word());
      number(reply, "startfrom", keyword.startFrom());
    } else {
      type(reply, "unknown", 0);
    }
  }

  private static void find(ReplyWriter reply, KeySpec.Find find) {
    if (find instanceof KeySpec.Find.Range range) {
      type(reply, "range", 3);
      number(reply, "lastkey", range.lastKey());
      number(reply, "keystep", range.step());
      number(reply, "limit", range.limit());
    } else if (find instanceof KeySpec.Find.KeyNumber number) {
      type(reply, "keynum", 3);
      number(reply, "keynumidx", number.numberIndex());
      number(reply, "firstkey", number.firstKey());
      number(reply, "keystep", number.step());
    } else {
      type(reply, "unknown", 0);
    }
  }

  private static void type(ReplyWriter reply, String type, int fields) {
    reply.map(2);
    reply.bulk("type");
    reply.bulk(type);
    reply.bulk("spec");
    reply.map(fields);
  }

  private static void number(ReplyWriter reply, String name, int value) {
    reply.bulk(name);
    reply.integer(value);
  }
}
