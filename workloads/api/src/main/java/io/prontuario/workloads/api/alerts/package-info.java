/** Critical alerts: recorded first, then delivered to a named channel, escalated until somebody has them. */
@NullMarked
package io.prontuario.workloads.api.alerts;

import org.jspecify.annotations.NullMarked;
