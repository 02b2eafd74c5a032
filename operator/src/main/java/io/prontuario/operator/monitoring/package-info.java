/** Objects for the Prometheus Operator: alert rules and scrape targets. */
@NullMarked
package io.prontuario.operator.monitoring;

import org.jspecify.annotations.NullMarked;
