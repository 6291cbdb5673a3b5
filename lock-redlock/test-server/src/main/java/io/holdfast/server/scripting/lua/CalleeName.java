package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.Nullable;

/** What a function is called where it is called, for "bad argument #1 to 'name'". */
record CalleeName(@Nullable String name, boolean isMethod) {

  static final CalleeName UNKNOWN = new CalleeName(null, false);
}
