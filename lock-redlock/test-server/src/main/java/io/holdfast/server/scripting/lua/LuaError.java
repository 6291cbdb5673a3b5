package io.holdfast.server.scripting.lua;

import io.holdfast.server.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An error that a script raised or ran into; {@code pcall} catches it.
 *
 * <p>It carries a Lua value, most often a text that begins with its position, and the innermost
 * line of Lua that it passed on its way out. It has no Java stack trace: scripts raise it as a
 * matter of course.
 */
public final class LuaError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A Lua value: never serialised, because no script outlives its server. */
  private final transient @Nullable Object value;

  private @Nullable String source;
  private int line;

  /** An error of that value, without a position; see {@link LuaRuntime#error} for one with. */
  public LuaError(@Nullable Object value) {
    super(null, null, false, false);
    this.value = value;
  }

  /** An error of that text, without a position. */
  public LuaError(String text) {
    this(Bytes.of(text));
  }

  /** What {@code pcall} hands to the script. */
  public @Nullable Object value() {
    return value;
  }

  /** The chunk that it came from, named as its compiler was told to, if Lua code ran at all. */
  public @Nullable String source() {
    return source;
  }

  /** The line in that chunk, or 0. */
  public int line() {
    return line;
  }

  /** Remembers the place, unless it already has a closer one. */
  void passes(String chunkName, int atLine) {
    if (source == null) {
      source = chunkName;
      line = atLine;
    }
  }

  @Override
  public String getMessage() {
    return value != null && Values.isText(value)
        ? Values.text(value).text()
        : "(error object is a " + Values.typeName(value) + " value)";
  }
}
