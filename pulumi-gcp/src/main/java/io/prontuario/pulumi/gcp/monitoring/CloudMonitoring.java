package io.prontuario.pulumi.gcp.monitoring;

import com.pulumi.core.Output;
import com.pulumi.gcp.monitoring.Dashboard;
import com.pulumi.gcp.monitoring.DashboardArgs;
import com.pulumi.gcp.monitoring.NotificationChannel;
import com.pulumi.gcp.monitoring.NotificationChannelArgs;
import com.pulumi.gcp.monitoring.UptimeCheckConfig;
import com.pulumi.gcp.monitoring.UptimeCheckConfigArgs;
import com.pulumi.gcp.monitoring.inputs.UptimeCheckConfigHttpCheckArgs;
import com.pulumi.gcp.monitoring.inputs.UptimeCheckConfigMonitoredResourceArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Monitoring;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uptime check from outside, alert policies, availability objective and dashboard. */
public final class CloudMonitoring extends StackComponent {
    private final List<Output<String>> channels = new ArrayList<>();

    /**
     * @param host the public name to probe, if there is one
     * @param vpn whether there are VPN tunnels to monitor
     * @param database the Cloud SQL instance's name
     */
    public record Args(
            Scope scope, Monitoring monitoring, Optional<String> host, boolean vpn, Output<String> database) {}

    public CloudMonitoring(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "monitoring", options, dependencies);
        Scope scope = args.scope();
        for (String email : args.monitoring().emails()) {
            channels.add(new NotificationChannel(
                            "email-" + email.replaceAll("[^a-z0-9]+", "-"),
                            NotificationChannelArgs.builder()
                                    .project(scope.project())
                                    .displayName(email)
                                    .type("email")
                                    .labels(Map.of("email_address", email))
                                    // A channel that an alert policy uses must not be deleted.
                                    .forceDelete(false)
                                    .build(),
                            child())
                    .name());
        }
        AlertPolicies alerts = new AlertPolicies(scope, channels, this::child);
        args.host().ifPresent(host -> {
            alerts.uptime(uptime(scope, host).uptimeCheckId());
            new AvailabilitySlo(scope, this::child).create(args.monitoring().goal());
        });
        alerts.database();
        alerts.cluster();
        alerts.keys();
        if (args.vpn()) {
            alerts.tunnels();
        }
        new Dashboard(
                "dashboard",
                DashboardArgs.builder()
                        .project(scope.project())
                        .dashboardJson(DashboardJson.of(scope, args.vpn()))
                        .build(),
                child());
        complete(Map.of());
    }

    private UptimeCheckConfig uptime(Scope scope, String host) {
        return new UptimeCheckConfig(
                "public",
                UptimeCheckConfigArgs.builder()
                        .project(scope.project())
                        .displayName(scope.named("public"))
                        .timeout("10s")
                        .period("60s")
                        .httpCheck(UptimeCheckConfigHttpCheckArgs.builder()
                                .path("/readyz")
                                .port(443)
                                .useSsl(true)
                                // An expired certificate is an outage for a clinician.
                                .validateSsl(true)
                                .build())
                        // At least three regions are required. The probe carries no patient data.
                        .selectedRegions("SOUTH_AMERICA", "USA_VIRGINIA", "EUROPE")
                        .monitoredResource(UptimeCheckConfigMonitoredResourceArgs.builder()
                                .type("uptime_url")
                                .labels(Map.of("host", host, "project_id", scope.project()))
                                .build())
                        .build(),
                child());
    }

    /** The full names of the notification channels. */
    public List<Output<String>> channels() {
        return List.copyOf(channels);
    }
}
