/** Prometheus metrics and the health endpoints. */
@NullMarked
package io.prontuario.operator.metrics;

import org.jspecify.annotations.NullMarked;
