/** Alerts: stored first, then delivered to channels in order, and retried until one acknowledges. */
@NullMarked
package io.prontuario.workloads.api.alerts;

import org.jspecify.annotations.NullMarked;
