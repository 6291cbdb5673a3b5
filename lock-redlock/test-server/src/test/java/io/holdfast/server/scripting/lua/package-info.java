/**
 * The language is held to what a real server answers: snippets in resource files, one a line, run
 * on both. What needs no oracle, or has none, has unit tests here.
 */
@NullMarked
package io.holdfast.server.scripting.lua;

import org.jspecify.annotations.NullMarked;
