package io.prontuario.operator.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.v1alpha1.MonitoringSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class MonitoringIT {
    @Test
    void alertRulesArePublishedWhereTheTypeExistsAndDeletedWhenTurnedOff(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        KubernetesClient client = server.client();
        String namespace = server.newNamespace("monitoring");
        int port = Platforms.nextPort();
        PlatformFixture fixture = PlatformFixture.create(
                client,
                PlatformOverlay.apply(
                        Platforms.twoHosts(namespace, port), "spec: {monitoring: {prometheusRules: true}}"));
        try (FakeService primary = new FakeService("127.0.0.2", port);
                FakeService secondary = new FakeService("127.0.0.3", port);
                RunningOperator operator =
                        RunningOperator.start(server.adminConfig(), OperatorRole.ONSITE, namespace)) {
            fixture.awaitMode(PlatformStatus.Mode.Full);
            fixture.awaitCondition("MonitoringPublished", "False", "PublishFailed");
            assertThat(fixture.condition("MonitoringPublished").orElseThrow().getMessage())
                    .isEqualTo("spec.monitoring.prometheusRules: this cluster has no type PrometheusRule; install the"
                            + " Prometheus Operator, or set the field to false");

            server.applyFromClasspath("/monitoring/prometheus-operator-types.yaml");
            fixture.awaitCondition("MonitoringPublished", "True", "Published");
            GenericKubernetesResource rule = rule(client, namespace);
            assertThat(rule.<String>get("spec", "groups", 0, "rules", 0, "alert"))
                    .isEqualTo("MacStudioDown");
            assertThat(rule.getMetadata().getOwnerReferences()).hasSize(1);

            fixture.change(spec -> with(spec, new MonitoringSpec(false, false)));
            await().atMost(PlatformFixture.TIMEOUT).until(() -> rule(client, namespace) == null);
            await().atMost(PlatformFixture.TIMEOUT)
                    .until(() -> fixture.condition("MonitoringPublished").isEmpty());
        }
    }

    private static GenericKubernetesResource rule(KubernetesClient client, String namespace) {
        return client.genericKubernetesResources("monitoring.coreos.com/v1", "PrometheusRule")
                .inNamespace(namespace)
                .withName("hospital-alerts")
                .get();
    }

    private static PlatformSpec with(PlatformSpec spec, MonitoringSpec monitoring) {
        return new PlatformSpec(
                spec.hosts(),
                spec.edge(),
                spec.cloud(),
                spec.services(),
                spec.models(),
                spec.data(),
                spec.health(),
                spec.failover(),
                spec.drills(),
                monitoring,
                spec.names(),
                spec.announcements());
    }
}
