package io.holdfast.server.scripting;

import io.holdfast.server.bytes.Bytes;
import io.holdfast.server.scripting.lua.LuaFunction;

/**
 * A script that has been compiled.
 *
 * @param digest SHA-1 of its text in hexadecimal
 * @param text as it was sent
 * @param shebang what its first line says of it
 * @param main runs it
 */
record Script(String digest, Bytes text, Shebang shebang, LuaFunction main) {}
