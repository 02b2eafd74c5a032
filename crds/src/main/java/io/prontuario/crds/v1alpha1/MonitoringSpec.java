package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Whether PrometheusRule and ServiceMonitor objects are published; needs the Prometheus Operator's types. */
public record MonitoringSpec(
        @JsonPropertyDescription("Publish PrometheusRule objects; needs the Prometheus Operator's types.")
                @Default("false")
                Boolean prometheusRules,
        @JsonPropertyDescription("Publish ServiceMonitor objects; needs the Prometheus Operator's types.")
                @Default("false")
                Boolean serviceMonitors) {
    public MonitoringSpec {
        prometheusRules = prometheusRules != null && prometheusRules;
        serviceMonitors = serviceMonitors != null && serviceMonitors;
    }
}
