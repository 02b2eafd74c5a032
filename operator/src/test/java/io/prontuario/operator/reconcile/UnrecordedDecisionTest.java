package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.Platforms;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not recorded is not done. */
@EnableKubernetesMockClient
class UnrecordedDecisionTest {
    private static final String STATUS =
            "/apis/platform.prontuario.io/v1alpha1/namespaces/prontuario/prontuarioplatforms/hospital/status";

    KubernetesMockServer server;
    KubernetesClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeFrontDoors doors = new FakeFrontDoors();
    private final AtomicInteger rounds = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void anUnservedWriteOrAConflictMeansThatNothingIsDone() {
        server.expect().put().withPath(STATUS).andReturn(500, "").always();
        assertThat(pass()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aConflictMeansBeginningAnewAtOnce() {
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
                Clients::of,
                ProjectionPoller.Options.IN_CLUSTER,
                doors,
                spec -> List.of(),
                leadership,
                new OperatorMetrics(),
                Clock.systemUTC());
        try (ManagedPlatform loop = factory.loop(threads, rounds::incrementAndGet)) {
            loop.follow(platform);
            await().atMost(Duration.ofSeconds(10)).until(() -> rounds.get() >= 4);
            Duration again = loop.pass(platform, List.of(), 1);

            assertThat(doors.box("edge").routes).isEmpty();
            assertThat(doors.box("edge").heartbeats).isEmpty();
            assertThat(server.getRequestCount())
                    .as("the write of status and its one retry")
                    .isBetween(1, 2);
            return again;
        }
    }
}
