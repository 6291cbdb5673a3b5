/**
 * The judge of fidelity: sequences of commands in text files are sent to this server and to a real
 * {@code redis-server}, and whatever the two answer is compared byte for byte. No command is named
 * here; to test one, write a file below {@code src/test/resources/differential}.
 *
 * <p>Sequences are separated by blank lines; each begins with an empty keyspace. A line is a
 * command as {@code redis-cli} takes it; one that begins with {@code #} is a comment. Before the
 * command may stand, in this order:
 *
 * <ul>
 *   <li>{@code b:} has the session named {@code b} send it. If it makes the session wait, that is
 *       the outcome. {@code b:} alone reads the next reply or message of that session.
 *   <li>{@code ~} compares the reply with all its arrays, sets and maps sorted; {@code ~2} sorts
 *       arrays in groups of two.
 *   <li>{@code ?} compares the shape of the reply only: types and sizes of collections.
 *   <li>{@code @} compares the reply without numbers that are times: those that count milliseconds
 *       since the epoch, and those that {@code idle} or {@code seen-time} stands before.
 *   <li>{@code *129} sends it so often, with {@code %} standing for 1, 2, 3 and so on; equal
 *       answers in a row are shown once.
 * </ul>
 *
 * <p>Within a command <code>{a*65}</code> stands for 65 times the letter. Each sequence runs in
 * RESP2 and in RESP3, and the keyspace events that it causes are compared as well, but for {@code
 * expired} and {@code evicted}, which come when they come.
 */
@NullMarked
package io.holdfast.server.differential;

import org.jspecify.annotations.NullMarked;
