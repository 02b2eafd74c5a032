package io.prontuario.operator.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class RepairIT {
    private KubernetesClient client;
    private PlatformFixture fixture;
    private String namespace;
    private RunningOperator operator;
    private ApiServer server;

    @BeforeEach
    void start(ApiServer apiServer) {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("repair");
        fixture = PlatformFixture.create(client, Platforms.whole(namespace, Platforms.nextPort(), "192.0.2"));
        operator = RunningOperator.start(server.adminConfig(), OperatorRole.ONSITE, namespace);
        fixture.awaitCondition("WorkloadsApplied", "True", "Applied");
        await().atMost(PlatformFixture.TIMEOUT).until(() -> slice() != null);
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void aDeploymentScaledByHandIsRestored() {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-mac-studio-1")
                .scale(0);

        await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas() == 1);
        awaitRepaired("Deployment api-mac-studio-1");
    }

    @Test
    void anObjectDeletedByHandIsRestored() {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-mac-studio-1")
                .delete();

        await().atMost(PlatformFixture.TIMEOUT)
                .until(() -> client.apps()
                                .deployments()
                                .inNamespace(namespace)
                                .withName("api-mac-studio-1")
                                .get()
                        != null);
        awaitRepaired("Deployment api-mac-studio-1");
    }

    @Test
    void aServiceAndAnEndpointSliceChangedByHandAreRestored() {
        client.services().inNamespace(namespace).withName("api-mac-studio-1").edit(service -> {
            service.getSpec().getPorts().get(0).setTargetPort(new IntOrString(9));
            return service;
        });
        client.resource(slice()).edit(slice -> {
            slice.getEndpoints().get(0).setAddresses(List.of("10.9.9.9"));
            return slice;
        });

        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> {
            assertThat(slice().getEndpoints().get(0).getAddresses()).containsExactly("192.0.2.2");
            assertThat(client.services()
                            .inNamespace(namespace)
                            .withName("api-mac-studio-1")
                            .get()
                            .getSpec()
                            .getPorts()
                            .get(0)
                            .getTargetPort()
                            .getIntVal())
                    .isEqualTo(8080);
        });
        awaitRepaired("Service api-mac-studio-1");
        awaitRepaired("EndpointSlice records-mac-studio-1");
    }

    @Test
    void anEditWhileNoOperatorRanIsRestored() {
        operator.close();
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-mac-studio-2")
                .scale(5);

        operator = RunningOperator.start(server.adminConfig(), OperatorRole.ONSITE, namespace);

        awaitRepaired("Deployment api-mac-studio-2");
        operator.awaitPasses(5);
        assertThat(fixture.events("ObjectRepaired")).hasSize(1);
    }

    @Test
    void onlyAnObjectThatIsNoLongerDesiredIsDeleted() {
        client.resource(new io.fabric8.kubernetes.api.model.ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("of-another-owner")
                        .addToLabels("app.kubernetes.io/managed-by", "prontuario-operator")
                        .addToLabels("app.kubernetes.io/part-of", "hospital")
                        .endMetadata()
                        .build())
                .create();

        fixture.change(spec -> new PlatformSpec(
                spec.hosts(),
                null,
                spec.cloud(),
                spec.services().subList(1, 2),
                spec.models(),
                spec.data(),
                spec.health(),
                spec.failover(),
                spec.drills(),
                spec.monitoring(),
                spec.names(),
                spec.announcements()));

        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> {
            assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                    .isEmpty();
            assertThat(client.services().inNamespace(namespace).list().getItems())
                    .extracting(service -> service.getMetadata().getName())
                    .containsExactlyInAnyOrder("records-mac-studio-1", "records-mac-studio-2");
        });
        assertThat(client.configMaps()
                        .inNamespace(namespace)
                        .withName("of-another-owner")
                        .get())
                .isNotNull();
        assertThat(fixture.events("ObjectRepaired")).isEmpty();
    }

    private void awaitRepaired(String object) {
        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> assertThat(fixture.events("ObjectRepaired"))
                .anySatisfy(event -> assertThat(event.getMessage()).contains(object)));
    }

    private int replicas() {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-mac-studio-1")
                .get()
                .getSpec()
                .getReplicas();
    }

    private io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice slice() {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withName("records-mac-studio-1")
                .get();
    }
}
