package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of a resource file, a topic's: a piece of Lua, and beside it in the topic's file of
 * answers what a real Redis 7.0.15 returned for it.
 */
record Snippet(String source, String script, String answer) {

  /** Topics whose snippets run; what they return, or fail with, is compared. */
  static final List<String> RUNNING =
      List.of(
          "operators",
          "control",
          "errors",
          "strings",
          "tables",
          "metatables",
          "coroutines",
          "libraries",
          "limits");

  private static final String SYNTAX = "syntax";

  private static final String TO_TEXT =
      "local function show(...) local out = {} for i = 1, select('#', ...) do"
          + " out[i] = tostring((select(i, ...))) end return table.concat(out, '|') end ";

  /** Every snippet with a recorded answer. */
  static Stream<Snippet> all() {
    return Stream.concat(RUNNING.stream(), Stream.of(SYNTAX)).flatMap(topic -> of(topic).stream());
  }

  /** The snippets of a topic with their answers. */
  static List<Snippet> of(String topic) {
    List<String> sources = lines(topic + ".txt");
    List<String> answers = lines(topic + ".answers.txt");
    List<Snippet> snippets = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i);
      snippets.add(new Snippet(source, script(topic, source), answers.get(i)));
    }
    return snippets;
  }

  /** The lines of a topic as scripts. */
  static List<String> scripts(String topic) {
    return lines(topic + ".txt").stream().map(source -> script(topic, source)).toList();
  }

  private static String script(String topic, String source) {
    String lua = source.replace("<NL>", "\n");
    return topic.equals(SYNTAX)
        ? "local f, e = loadstring([=====["
            + lua
            + "]=====], '=chunk') return f and 'compiles' or e"
        : TO_TEXT + "return show(pcall(function(...) " + lua + "\nend))";
  }

  private static List<String> lines(String file) {
    try (InputStream in = Snippet.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the script returns in a world here. */
  static String run(String script) {
    try (World world = new World()) {
      LuaTable globals = world.runtime.globals();
      for (String name : new String[] {"redis", "KEYS", "ARGV"}) {
        globals.set(name, new LuaTable());
      }
      world.runtime.protect();
      LuaFunction chunk = world.runtime.compile(Bytes.of(script), "@user_script");
      return Values.latin((Bytes) Results.first(chunk.call()));
    }
  }

  /** A result as one line of ASCII, as the answers are written. */
  static String escaped(String result) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      if (c < ' ' || c > '~' || c == '\\') {
        line.append(String.format("\\x%02x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  @Override
  public String toString() {
    return source.length() > 80 ? source.substring(0, 80) + "..." : source;
  }
}
