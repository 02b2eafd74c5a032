package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.support.FakeSite;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class ReconcileIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KubernetesClient client;
    private ProntuarioPlatform platform;
    private String namespace;
    private FakeSite primary;
    private FakeSite secondary;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("reconcile");
        int port = Platforms.nextPort();
        primary = new FakeSite("127.0.0.2", port);
        secondary = new FakeSite("127.0.0.3", port);
        platform = client.resource(Platforms.twoHosts(namespace, port)).create();
        operator = RunningOperator.start(server.adminConfig(), Vantage.ONSITE, namespace);
    }

    @AfterEach
    void stop() {
        operator.close();
        primary.close();
        secondary.close();
    }

    @Test
    void createsWhatTheSpecAsksFor() {
        awaitMode(PlatformStatus.Mode.Full);

        assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactlyInAnyOrder("api-mac-studio-1", "api-mac-studio-2");
        assertThat(client.services().inNamespace(namespace).list().getItems())
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyInAnyOrder("api", "api-mac-studio-1", "api-mac-studio-2");
        ProntuarioPlatform now = Platforms.get(client, platform);
        assertThat(now.getStatus().activeSite()).isEqualTo("mac-studio-1");
        assertThat(now.getStatus().observedGeneration()).isEqualTo(1);
    }

    @Test
    void aSecondReconcileOfAnUnchangedObjectWritesNothing() throws Exception {
        awaitMode(PlatformStatus.Mode.Full);
        awaitQuiet();
        List<String> changes = new CopyOnWriteArrayList<>();
        List<Watch> watches = List.of(
                watch(ProntuarioPlatform.class, changes),
                watch(Deployment.class, changes),
                watch(io.fabric8.kubernetes.api.model.Service.class, changes),
                watch(io.fabric8.kubernetes.api.model.ConfigMap.class, changes),
                watch(io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy.class, changes),
                watch(io.fabric8.kubernetes.api.model.Event.class, changes));
        double passes = passes();

        await().atMost(PATIENCE).until(() -> passes() >= passes + 10);

        assertThat(changes).isEmpty();
        watches.forEach(Watch::close);
    }

    private double passes() {
        Double count = operator.process().metrics().registry().getSampleValue("prontuario_reconcile_seconds_count");
        return count == null ? 0 : count;
    }

    /** Until three passes in a row left the object as it was. */
    private void awaitQuiet() {
        String[] version = {""};
        double[] since = {passes()};
        await().atMost(PATIENCE).until(() -> {
            String now = Platforms.get(client, platform).getMetadata().getResourceVersion();
            if (!now.equals(version[0])) {
                version[0] = now;
                since[0] = passes();
            }
            return passes() >= since[0] + 3;
        });
    }

    private void awaitMode(PlatformStatus.Mode mode) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            PlatformStatus status = Platforms.get(client, platform).getStatus();
            assertThat(status).isNotNull();
            assertThat(status.mode()).isEqualTo(mode);
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
