/**
 * Auto-configuration, the annotation and the actuator endpoint live here; no lock protocol does.
 */
@NullMarked
package io.holdfast.lock.spring;

import org.jspecify.annotations.NullMarked;
