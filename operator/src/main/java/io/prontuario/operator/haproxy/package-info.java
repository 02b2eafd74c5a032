/** Renders HAProxy's configuration: pure functions, one class per concern. */
@NullMarked
package io.prontuario.operator.haproxy;

import org.jspecify.annotations.NullMarked;
