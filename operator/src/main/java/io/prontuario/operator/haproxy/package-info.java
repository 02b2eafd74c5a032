/** Renders HAProxy's configuration with pure functions. */
@NullMarked
package io.prontuario.operator.haproxy;

import org.jspecify.annotations.NullMarked;
