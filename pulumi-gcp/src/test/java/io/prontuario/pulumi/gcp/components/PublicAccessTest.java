package io.prontuario.pulumi.gcp.components;

import static io.prontuario.pulumi.gcp.components.Components.NONE;
import static io.prontuario.pulumi.gcp.components.Components.known;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.prontuario.pulumi.gcp.budget.MonthlyBudget;
import io.prontuario.pulumi.gcp.dns.PrivateDns;
import io.prontuario.pulumi.gcp.dns.PublicDns;
import io.prontuario.pulumi.gcp.loadbalancing.GlobalLoadBalancer;
import io.prontuario.pulumi.gcp.monitoring.CloudMonitoring;
import io.prontuario.pulumi.testing.mocks.RecordedResource;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicAccessTest {
    @Test
    void theFailoverNamePointsToTheHospitalFirst() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new PublicDns(
                        new PublicDns.Args(
                                c.scope,
                                c.config.network().dns(),
                                "prontuario.hospital.example",
                                Optional.of(known("198.51.100.10")),
                                known("serviceAccount:o@example.com")),
                        NONE,
                        List.of()));
        RecordedResource name = made.one("RecordSet", "failover");
        assertThat(name.at("name")).isEqualTo("app.prontuario.hospital.example.");
        assertThat(name.at("ttl")).isEqualTo(30.0);
        assertThat(name.all("routingPolicy.wrrs[].weight")).containsExactly(1.0, 0.0);
        assertThat(name.all("routingPolicy.wrrs[].rrdatas[]")).containsExactly("203.0.113.20", "198.51.100.10");
        assertThat(made.one("ManagedZone", "public").at("dnssecConfig.state")).isEqualTo("on");
        assertThat(made.one("DnsManagedZoneIamMember", "operator-flips").at("member"))
                .isEqualTo("serviceAccount:o@example.com");
    }

    @Test
    void withoutAHospitalTheNamePointsToTheCloud() {
        RecordingMocks made = Components.run(
                "healthcare",
                c -> new PublicDns(
                        new PublicDns.Args(
                                c.scope,
                                c.config.network().dns(),
                                "healthcare.example",
                                Optional.of(known("198.51.100.10")),
                                known("serviceAccount:o@example.com")),
                        NONE,
                        List.of()));
        assertThat(made.one("RecordSet", "failover").all("routingPolicy.wrrs[].weight"))
                .containsExactly(1.0);
    }

    @Test
    void theHospitalsNamesAreForwardedToItsResolversThroughTheVpn() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new PrivateDns(
                        new PrivateDns.Args(c.scope, c.config.network().dns(), known("net"), known("10.42.0.3")),
                        NONE,
                        List.of()));
        assertThat(made.one("ManagedZone", "hospital").all("forwardingConfig.targetNameServers[].forwardingPath"))
                .containsOnly("private");
        assertThat(made.one("Policy", "inbound").at("enableInboundForwarding")).isEqualTo(true);
    }

    @Test
    void theLoadBalancerFiltersAndLimitsRequestsAndNeverCachesRecords() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new GlobalLoadBalancer(
                        new GlobalLoadBalancer.Args(
                                c.scope, c.config.network().loadBalancer(), List.of("app.hospital.example")),
                        NONE,
                        List.of()));
        RecordedResource firewall = made.one("SecurityPolicy", "firewall");
        assertThat(firewall.all("rules[].match.expr.expression"))
                .contains("origin.region_code != 'BR'")
                .anyMatch(e -> String.valueOf(e).contains("sqli"));
        assertThat(firewall.all("rules[].rateLimitOptions.rateLimitThreshold.count"))
                .containsExactly(600.0);
        assertThat(made.one("BackendService", "application").at("enableCdn")).isEqualTo(false);
        assertThat(made.one("BackendService", "files").at("cdnPolicy.cacheMode"))
                .isEqualTo("USE_ORIGIN_HEADERS");
        assertThat(made.one("SSLPolicy", "tls").at("minTlsVersion")).isEqualTo("TLS_1_2");
        assertThat(made.one("URLMap", "redirect").at("defaultUrlRedirect.httpsRedirect"))
                .isEqualTo(true);
    }

    @Test
    void alertsHaveRecipientsAndTheObjectiveIsThreeNines() {
        RecordingMocks made = Components.run(
                "prod",
                c -> new CloudMonitoring(
                        new CloudMonitoring.Args(
                                c.scope, c.config.monitoring(), Optional.of("app.hospital.example"), true, known("db")),
                        NONE,
                        List.of()));
        assertThat(made.every("NotificationChannel")).hasSize(2);
        assertThat(made.one("Slo", "availability").at("goal")).isEqualTo(0.999);
        assertThat(made.every("AlertPolicy")).hasSize(6).allSatisfy(a -> {
            assertThat(a.all("notificationChannels[]")).hasSize(2);
            assertThat(String.valueOf(a.at("documentation.content"))).isNotBlank();
        });
        String dashboard = String.valueOf(made.one("Dashboard", "dashboard").at("dashboardJson"));
        assertThat(JsonParser.parseString(dashboard)
                        .getAsJsonObject()
                        .getAsJsonObject("mosaicLayout")
                        .getAsJsonArray("tiles"))
                .hasSize(7);
    }

    @Test
    void aForecastAboveTheBudgetIsReportedToo() {
        RecordedResource budget = Components.run(
                        "prod",
                        c -> new MonthlyBudget(
                                new MonthlyBudget.Args(
                                        c.scope, c.config.budget(), known("1"), List.of(known("channel"))),
                                NONE,
                                List.of()))
                .one("Budget", "monthly");
        assertThat(budget.at("amount.specifiedAmount.units")).isEqualTo("6000");
        assertThat(budget.all("thresholdRules[].spendBasis")).contains("FORECASTED_SPEND");
    }
}
