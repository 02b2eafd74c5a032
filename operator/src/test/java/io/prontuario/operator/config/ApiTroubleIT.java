package io.prontuario.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.operator.support.TcpProxy;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The network path between the operator and its API server fails in different ways; the server itself runs. */
@ExtendWith(ApiServerExtension.class)
class ApiTroubleIT {
    private KubernetesClient client;
    private FakeService primary;
    private FakeService secondary;
    private PlatformFixture fixture;
    private TcpProxy path;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        int port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        fixture = PlatformFixture.create(client, Platforms.twoHosts(server.newNamespace("trouble"), port));
        Config config = server.adminConfig();
        path = new TcpProxy("127.0.0.1", URI.create(config.getMasterUrl()).getPort());
        config.setMasterUrl("https://127.0.0.1:" + path.port());
        operator = RunningOperator.start(
                config,
                OperatorRole.ONSITE,
                fixture.namespace(),
                RunningOperator.bindings(),
                new OperatorSettings.Lease(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(1)));
        fixture.awaitMode(PlatformStatus.Mode.Full);
        await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas() == 1);
    }

    @AfterEach
    void stop() {
        operator.close();
        path.close();
        primary.close();
        secondary.close();
    }

    @Test
    void droppedWatchesAreResumed() {
        path.drop();
        client.apps()
                .deployments()
                .inNamespace(fixture.namespace())
                .withName("api-mac-studio-1")
                .scale(0);
        await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas() == 1);

        path.drop();
        fixture.change(spec -> new io.prontuario.crds.v1alpha1.PlatformSpec(
                spec.hosts().subList(0, 1),
                spec.edge(),
                spec.cloud(),
                spec.services(),
                spec.models(),
                spec.data(),
                spec.health(),
                spec.failover(),
                spec.drills(),
                spec.monitoring(),
                spec.names(),
                spec.announcements()));
        fixture.awaitStatus(status -> assertThat(status.observedGeneration()).isEqualTo(2));
    }

    @Test
    void anUnavailableApiServerDelaysDecisionsAndLosesNone() {
        path.refuse(true);
        path.drop();
        primary.die();
        operator.awaitPasses(3);
        path.refuse(false);

        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
        assertThat(operator.sample("prontuario_reconcile_failures_total")).isPositive();
    }

    @Test
    void connectionsToADeadPeerTimeOutInSeconds() {
        path.silence();
        long silent = System.nanoTime();
        primary.die();

        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
        assertThat(Duration.ofNanos(System.nanoTime() - silent)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aLeaderThatLosesItsLeaseLeadsAgainInANewerTerm(ApiServer server) {
        operator.close();
        Config config = server.adminConfig();
        config.setMasterUrl("https://127.0.0.1:" + path.port());
        operator = RunningOperator.start(
                config,
                OperatorRole.ONSITE,
                fixture.namespace(),
                RunningOperator.bindings(),
                new OperatorSettings.Lease(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofMillis(500)));
        await().atMost(PlatformFixture.TIMEOUT).until(operator::leads);
        int term = transitions();

        path.refuse(true);
        path.drop();
        // Logged when the round is over; until then a late renewal would keep the term.
        await().atMost(PlatformFixture.TIMEOUT).until(() -> operator.sample("prontuario_leader") == 0);
        assertThat(operator.leads()).isFalse();
        primary.die();
        path.refuse(false);

        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
        assertThat(operator.leads()).isTrue();
        assertThat(transitions()).isGreaterThan(term);
    }

    private int transitions() {
        return client.leases()
                .inNamespace(fixture.namespace())
                .withName("prontuario-operator")
                .get()
                .getSpec()
                .getLeaseTransitions();
    }

    private int replicas() {
        var deployment = client.apps()
                .deployments()
                .inNamespace(fixture.namespace())
                .withName("api-mac-studio-1")
                .get();
        return deployment == null ? -1 : deployment.getSpec().getReplicas();
    }
}
