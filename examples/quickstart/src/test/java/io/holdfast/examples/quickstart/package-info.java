/** The ledger and the command line by themselves, and the whole show on each kind of server. */
@NullMarked
package io.holdfast.examples.quickstart;

import org.jspecify.annotations.NullMarked;
