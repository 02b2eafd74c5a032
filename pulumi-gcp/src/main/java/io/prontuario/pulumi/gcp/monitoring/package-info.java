/** Uptime check, alert policies, availability objective and dashboard. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.monitoring;
