package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class ReconcileIT {
    private KubernetesClient client;
    private ApiServer server;
    private PlatformFixture fixture;
    private String namespace;
    private FakeService primary;
    private FakeService secondary;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer apiServer) {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("reconcile");
        int port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        fixture = PlatformFixture.create(client, Platforms.twoHosts(namespace, port));
        operator = RunningOperator.start(server.adminConfig(), OperatorRole.ONSITE, namespace);
        fixture.awaitMode(PlatformStatus.Mode.Full);
    }

    @AfterEach
    void stop() {
        operator.close();
        primary.close();
        secondary.close();
    }

    @Test
    void createsTheObjectsOfTheSpec() {
        assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder("api-mac-studio-1", "api-mac-studio-2");
        assertThat(client.services().inNamespace(namespace).list().getItems())
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyInAnyOrder("api", "api-mac-studio-1", "api-mac-studio-2");
        PlatformStatus status = fixture.now().getStatus();
        assertThat(status.activeSite()).isEqualTo("mac-studio-1");
        assertThat(status.observedGeneration()).isEqualTo(1);
        fixture.awaitCondition("SpecValid", "True", "Accepted");
        fixture.awaitCondition("WorkloadsApplied", "True", "Applied");
        assertThat(fixture.events("FullService")).hasSize(1);
    }

    @Test
    void aSecondReconcileOfAnUnchangedObjectWritesNothing() {
        awaitQuiet();
        List<String> changes = new CopyOnWriteArrayList<>();
        List<Watch> watches = List.of(
                watch(ProntuarioPlatform.class, changes),
                watch(Deployment.class, changes),
                watch(Service.class, changes),
                watch(ConfigMap.class, changes),
                watch(NetworkPolicy.class, changes),
                watch(PodDisruptionBudget.class, changes),
                watch(Event.class, changes));
        double requests = operator.sample("prontuario_object_writes_total");

        operator.awaitPasses(10);

        assertThat(changes).isEmpty();
        assertThat(operator.sample("prontuario_object_writes_total")).isEqualTo(requests);
        watches.forEach(Watch::close);
    }

    @Test
    void aDeadHostIsWithdrawnAndAdmittedAgainWhenStable() {
        primary.die();
        fixture.awaitStatus(status -> {
            assertThat(status.mode()).isEqualTo(PlatformStatus.Mode.Degraded);
            assertThat(status.activeSite()).isEqualTo("mac-studio-2");
        });

        primary.start();

        fixture.awaitStatus(status -> {
            assertThat(status.mode()).isEqualTo(PlatformStatus.Mode.Full);
            assertThat(status.activeSite()).isEqualTo("mac-studio-1");
            assertThat(status.transitions())
                    .extracting(PlatformStatus.Transition::to)
                    .contains(PlatformStatus.Mode.Degraded)
                    .last()
                    .isEqualTo(PlatformStatus.Mode.Full);
        });
    }

    @Test
    void aRestartContinuesFromStatusInANewTermAndAppliesNothingAgain() {
        primary.die();
        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
        awaitQuiet();
        PlatformStatus before = fixture.now().getStatus();
        String deployment = version(Deployment.class, "api-mac-studio-2");
        operator.close();

        operator = RunningOperator.start(server.adminConfig(), OperatorRole.ONSITE, namespace);
        operator.awaitPasses(8);

        PlatformStatus after = fixture.now().getStatus();
        assertThat(after.epoch()).isEqualTo(before.epoch());
        assertThat(after.activeSite()).isEqualTo("mac-studio-2");
        assertThat(after.transitions()).startsWith(before.transitions().toArray(PlatformStatus.Transition[]::new));
        assertThat(after.transitions()).hasSameSizeAs(before.transitions());
        assertThat(version(Deployment.class, "api-mac-studio-2")).isEqualTo(deployment);
        assertThat(client.leases()
                        .inNamespace(namespace)
                        .withName("prontuario-operator")
                        .get()
                        .getSpec()
                        .getLeaseTransitions())
                .isEqualTo(1);
    }

    private <T extends HasMetadata> String version(Class<T> type, String name) {
        return client.resources(type)
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getMetadata()
                .getResourceVersion();
    }

    /** Waits until three consecutive passes leave the object unchanged. */
    private void awaitQuiet() {
        String[] version = {""};
        double[] since = {operator.passes()};
        await().atMost(PlatformFixture.TIMEOUT).until(() -> {
            String now = fixture.now().getMetadata().getResourceVersion();
            if (!now.equals(version[0])) {
                version[0] = now;
                since[0] = operator.passes();
            }
            return operator.passes() >= since[0] + 4;
        });
    }

    private <T extends HasMetadata> Watch watch(Class<T> type, List<String> changes) {
        String since = client.resources(type)
                .inNamespace(namespace)
                .list()
                .getMetadata()
                .getResourceVersion();
        return client.resources(type)
                .inNamespace(namespace)
                .withResourceVersion(since)
                .watch(new Watcher<T>() {
                    @Override
                    public void eventReceived(Action action, T object) {
                        changes.add(action + " " + object.getKind() + " "
                                + object.getMetadata().getName());
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                });
    }
}
