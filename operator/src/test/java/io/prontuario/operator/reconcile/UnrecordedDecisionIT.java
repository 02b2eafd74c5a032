package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.spec.SpecValidator;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Nothing acts on a decision that is not recorded. */
@EnableKubernetesMockClient
class UnrecordedDecisionIT {
    private static final String STATUS =
            "/apis/platform.prontuario.io/v1alpha1/namespaces/prontuario/prontuarioplatforms/hospital/status";

    KubernetesMockServer server;
    KubernetesClient client;
    private final FakeFrontDoors doors = new FakeFrontDoors();
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void aFailedStatusUpdateSkipsActions() {
        server.expect().put().withPath(STATUS).andReturn(500, "").always();
        assertThat(pass()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aConflictStartsANewPassAtOnce() {
        server.expect().put().withPath(STATUS).andReturn(409, "").always();
        assertThat(pass()).isLessThan(Duration.ofSeconds(1));
    }

    private Duration pass() {
        doors.box("edge").silent = false;
        ProntuarioPlatform platform = Platforms.whole("prontuario", 30080, "192.0.2");
        platform.getMetadata().setUid("uid-1");
        platform.getMetadata().setGeneration(1L);
        platform.getMetadata().setResourceVersion("41");
        Leadership leadership = new Leadership();
        leadership.acquired(1);
        ReconcilerFactory factory = new ReconcilerFactory(
                OperatorRole.ONSITE,
                "prontuario",
                "test",
                Clients.of(client.getConfiguration()),
                RunningOperator.bindings().with(doors).with((SpecValidator) spec -> List.of()),
                leadership,
                new OperatorMetrics());
        try (ManagedPlatform managed =
                        factory.platform(new ResourceID("hospital", "prontuario"), rounds::incrementAndGet);
                PlatformReconciler reconciler = factory.create()) {
            managed.follow(platform);
            await().atMost(Duration.ofSeconds(10)).until(() -> rounds.get() >= 4);
            Duration again = reconciler.reconcile(managed, platform, OptionalLong.of(1), List.of());

            assertThat(doors.box("edge").routes).isEmpty();
            assertThat(doors.box("edge").heartbeats).isEmpty();
            assertThat(server.getRequestCount())
                    .as("the status update and its one retry")
                    .isBetween(1, 2);
            return again;
        }
    }
}
