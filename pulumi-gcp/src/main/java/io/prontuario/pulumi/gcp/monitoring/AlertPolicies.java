package io.prontuario.pulumi.gcp.monitoring;

import com.pulumi.core.Output;
import com.pulumi.gcp.monitoring.AlertPolicy;
import com.pulumi.gcp.monitoring.AlertPolicyArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyAlertStrategyArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyAlertStrategyNotificationRateLimitArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyConditionArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyConditionConditionMatchedLogArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyConditionConditionThresholdAggregationArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyConditionConditionThresholdArgs;
import com.pulumi.gcp.monitoring.inputs.AlertPolicyDocumentationArgs;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.List;
import java.util.function.Supplier;

/** The alert policies. The documentation of each says what it means and what to do. */
final class AlertPolicies {
    private final Scope scope;
    private final List<Output<String>> channels;
    private final Supplier<CustomResourceOptions> options;

    AlertPolicies(Scope scope, List<Output<String>> channels, Supplier<CustomResourceOptions> options) {
        this.scope = scope;
        this.channels = channels;
        this.options = options;
    }

    private record Threshold(Output<String> filter, String comparison, double value, String duration, String aligner) {}

    void uptime(Output<String> checkId) {
        Output<String> filter =
                checkId.applyValue(id -> "metric.type=\"monitoring.googleapis.com/uptime_check/check_passed\""
                        + " AND metric.labels.check_id=\"" + id + "\" AND resource.type=\"uptime_url\"");
        threshold(
                "public-name-down",
                "The public name does not answer",
                "Probes from outside have failed for two minutes. Resolve the failover name with dig and check with "
                        + "prontuario status whether the cloud operator has changed it.",
                new Threshold(filter, "COMPARISON_LT", 1, "120s", "ALIGN_FRACTION_TRUE"));
    }

    void database() {
        String instance = " AND resource.type=\"cloudsql_database\"";
        threshold(
                "database-down",
                "The emergency database is down",
                "The projection cannot be read and the inbox cannot be written. Check the instance's operations; a failover "
                        + "to the other zone takes about one minute.",
                metric("cloudsql.googleapis.com/database/up", instance, "COMPARISON_LT", 1, "120s", "ALIGN_MEAN"));
        threshold(
                "database-disk",
                "The emergency database's disk is 85 % full",
                "Cloud SQL enlarges the disk automatically. If the alert persists, the disk has reached its limit or a "
                        + "replication slot retains WAL.",
                metric(
                        "cloudsql.googleapis.com/database/disk/utilization",
                        instance,
                        "COMPARISON_GT",
                        0.85,
                        "600s",
                        "ALIGN_MEAN"));
    }

    void cluster() {
        threshold(
                "pods-restart",
                "Pods of the emergency profile keep restarting",
                "The emergency profile may not be able to take over. Run kubectl -n prontuario get pods.",
                metric(
                        "kubernetes.io/container/restart_count",
                        " AND resource.type=\"k8s_container\" AND resource.labels.namespace_name=\"prontuario\"",
                        "COMPARISON_GT",
                        3,
                        "600s",
                        "ALIGN_DELTA"));
    }

    void tunnels() {
        threshold(
                "vpn-down",
                "A tunnel to the hospital is down",
                "One tunnel down: redundancy is lost. Both down: the cloud is cut off; nothing changes on site and the outbox "
                        + "grows.",
                metric(
                        "vpn.googleapis.com/tunnel_established",
                        " AND resource.type=\"vpn_gateway\"",
                        "COMPARISON_LT",
                        1,
                        "180s",
                        "ALIGN_MEAN"));
    }

    /** Data under a destroyed key version is lost. A destruction can be cancelled for 30 days. */
    void keys() {
        create(
                "key-destroyed",
                "A key version was scheduled for destruction or disabled",
                "If this was not planned, run gcloud kms keys versions restore within 30 days.",
                AlertPolicyConditionArgs.builder()
                        .displayName("key destroyed or disabled")
                        .conditionMatchedLog(AlertPolicyConditionConditionMatchedLogArgs.builder()
                                .filter(
                                        "protoPayload.serviceName=\"cloudkms.googleapis.com\" AND "
                                                + "protoPayload.methodName=(\"DestroyCryptoKeyVersion\" OR \"UpdateCryptoKeyVersion\")")
                                .build())
                        .build(),
                // Required for log-based alerts.
                AlertPolicyAlertStrategyArgs.builder()
                        .notificationRateLimit(AlertPolicyAlertStrategyNotificationRateLimitArgs.builder()
                                .period("300s")
                                .build())
                        .autoClose("604800s")
                        .build());
    }

    private static Threshold metric(
            String type, String rest, String comparison, double value, String duration, String aligner) {
        return new Threshold(Output.of("metric.type=\"" + type + "\"" + rest), comparison, value, duration, aligner);
    }

    private void threshold(String name, String title, String documentation, Threshold t) {
        create(
                name,
                title,
                documentation,
                AlertPolicyConditionArgs.builder()
                        .displayName(title)
                        .conditionThreshold(AlertPolicyConditionConditionThresholdArgs.builder()
                                .filter(t.filter())
                                .comparison(t.comparison())
                                .thresholdValue(t.value())
                                .duration(t.duration())
                                .aggregations(AlertPolicyConditionConditionThresholdAggregationArgs.builder()
                                        .alignmentPeriod("60s")
                                        .perSeriesAligner(t.aligner())
                                        .build())
                                .build())
                        .build(),
                AlertPolicyAlertStrategyArgs.builder().autoClose("86400s").build());
    }

    private void create(
            String name,
            String title,
            String documentation,
            AlertPolicyConditionArgs condition,
            AlertPolicyAlertStrategyArgs strategy) {
        new AlertPolicy(
                name,
                AlertPolicyArgs.builder()
                        .project(scope.project())
                        .displayName(scope.named(name) + ": " + title)
                        .combiner("OR")
                        .conditions(condition)
                        .notificationChannels(Output.all(channels))
                        .alertStrategy(strategy)
                        .documentation(AlertPolicyDocumentationArgs.builder()
                                .content(documentation)
                                .mimeType("text/markdown")
                                .build())
                        .userLabels(scope.labels())
                        .build(),
                options.get());
    }
}
