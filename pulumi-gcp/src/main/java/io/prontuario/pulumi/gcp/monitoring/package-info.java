/** Uptime, alerts, the service level and the dashboard. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.monitoring;
