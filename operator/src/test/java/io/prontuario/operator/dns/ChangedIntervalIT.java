package io.prontuario.operator.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.event.EventRecorder;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PlatformLog;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.support.Passes;
import io.prontuario.operator.support.Platforms;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A changed {@code spec.health.interval} reaches the task that keeps the name. */
@EnableKubernetesMockClient(crud = true)
class ChangedIntervalIT {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    KubernetesMockServer server;
    KubernetesClient client;

    @Test
    void aShorterIntervalIsFollowedWithoutARestart() {
        EventRecorder events = new EventRecorder(client, Clock.fixed(NOW, ZoneOffset.UTC), "test");
        FeatureRuntime runtime = new FeatureRuntime(new PlatformLog("prontuario", "hospital"), () -> true, () -> {});
        try (DnsController dns = new DnsController(OperatorRole.CLOUD, new SecretReader(client), events, runtime)) {
            dns.follow(pass("1h"));
            // Each run reads the key's Secret, which is missing; the first one writes an Event.
            await().until(() -> server.getRequestCount() >= 2);
            int first = server.getRequestCount();
            dns.follow(pass("1h"));
            assertThat(server.getRequestCount()).isEqualTo(first);

            dns.follow(pass("50ms"));
            await().until(() -> server.getRequestCount() >= first + 5);
        }
    }

    private static PassContext pass(String interval) {
        ProntuarioPlatform platform = PlatformOverlay.apply(
                Platforms.whole("prontuario", 30080, "127.0.0"),
                """
                spec:
                  cloud: {dnsName: prontuario.example}
                  health: {interval: %s}
                  names:
                    publicView:
                      siteAddresses: [127.0.0.2]
                      cloudAddresses: [127.0.0.4]
                      port: 1
                      ttl: 20s
                      rfc2136: {server: 127.0.0.1, port: 1, zone: example, keyName: key, keySecretRef: tsig}
                      nameServers: ["127.0.0.1:1"]
                """
                        .formatted(interval));
        return Passes.of(platform, OperatorRole.CLOUD, NOW);
    }
}
