/** What the platform publishes for other programs of the cluster: alerts and scrape targets. */
@NullMarked
package io.prontuario.operator.monitoring;

import org.jspecify.annotations.NullMarked;
