/**
 * The language Lua 5.1 as Redis 7.0 embeds it: parser, interpreter and the libraries that scripts
 * see. It knows strings and numbers and nothing else of the server: no command, no key, no reply
 * lives here. {@link io.holdfast.server.scripting.lua.LuaRuntime} is the door.
 */
@NullMarked
package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.NullMarked;
