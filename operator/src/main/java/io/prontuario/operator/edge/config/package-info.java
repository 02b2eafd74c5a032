/** Renders HAProxy's configuration: pure functions, one class per concern. */
@NullMarked
package io.prontuario.operator.edge.config;

import org.jspecify.annotations.NullMarked;
