package io.holdfast.server.scripting.lua;

/** The null pointer as a value: a userdata that is {@code cjson.null} and equals itself alone. */
enum LuaNull {
  NULL
}
