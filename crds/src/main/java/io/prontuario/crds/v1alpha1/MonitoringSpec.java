package io.prontuario.crds.v1alpha1;

/** Whether PrometheusRule and ServiceMonitor objects are published; needs the Prometheus Operator's types. */
public record MonitoringSpec(Boolean prometheusRules, Boolean serviceMonitors) {
    public MonitoringSpec {
        prometheusRules = prometheusRules != null && prometheusRules;
        serviceMonitors = serviceMonitors != null && serviceMonitors;
    }
}
