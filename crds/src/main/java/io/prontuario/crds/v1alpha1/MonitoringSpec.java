package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Objects for the Prometheus Operator. */
public record MonitoringSpec(
        @JsonPropertyDescription("Whether to create PrometheusRule objects. Requires the custom resource definitions of"
                        + " the Prometheus Operator.")
                @Default("false")
                Boolean prometheusRules,
        @JsonPropertyDescription("Whether to create ServiceMonitor objects. Requires the custom resource definitions of"
                        + " the Prometheus Operator.")
                @Default("false")
                Boolean serviceMonitors) {
    public MonitoringSpec {
        prometheusRules = prometheusRules != null && prometheusRules;
        serviceMonitors = serviceMonitors != null && serviceMonitors;
    }
}
