package io.prontuario.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator with its service account's token, under RBAC. */
@ExtendWith(ApiServerExtension.class)
class RbacIT {
    private KubernetesClient admin;
    private String namespace;
    private Config own;

    @BeforeEach
    void install(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        admin = server.client();
        namespace = server.newNamespace("rbac");
        for (HasMetadata object : new Installation(
                        OperatorRole.ONSITE,
                        namespace,
                        "localhost/prontuario-operator:dev",
                        2,
                        Optional.of("edge"),
                        "agent")
                .objects()) {
            admin.resource(object).forceConflicts().serverSideApply();
        }
        String token = admin.serviceAccounts()
                .inNamespace(namespace)
                .withName(Installation.NAME)
                .tokenRequest()
                .getStatus()
                .getToken();
        own = server.adminConfig();
        own.setOauthToken(token);
    }

    @Test
    void theOperatorsRightsSuffice() {
        int port = Platforms.nextPort();
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("front-door-tls")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("tls.crt", "c", "tls.key", "k"))
                        .build())
                .create();
        PlatformFixture fixture = PlatformFixture.create(admin, Platforms.twoHosts(namespace, port));
        try (FakeService primary = new FakeService("127.0.0.2", port);
                FakeService secondary = new FakeService("127.0.0.3", port);
                RunningOperator operator = RunningOperator.start(own, OperatorRole.ONSITE, namespace)) {
            fixture.awaitMode(PlatformStatus.Mode.Full);
            fixture.awaitCondition("WorkloadsApplied", "True", "Applied");
            // Deletion and Events need further rights.
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
            org.awaitility.Awaitility.await()
                    .atMost(PlatformFixture.TIMEOUT)
                    .until(() -> admin.apps()
                                    .deployments()
                                    .inNamespace(namespace)
                                    .withLabel("app.kubernetes.io/part-of", "hospital")
                                    .list()
                                    .getItems()
                                    .size()
                            == 1);
            assertThat(fixture.events("FullService")).isNotEmpty();
        }
    }

    @Test
    void theOperatorHasNoOtherRights() {
        try (KubernetesClient client = Clients.of(own)) {
            assertThat(client.secrets()
                            .inNamespace(namespace)
                            .withName("absent")
                            .get())
                    .as("own secrets by name")
                    .isNull();
            assertForbidden(() -> client.secrets().inNamespace(namespace).list());
            assertForbidden(() ->
                    client.secrets().inNamespace("kube-system").withName("x").get());
            assertForbidden(() -> client.configMaps().inNamespace("default").list());
            assertForbidden(() -> client.pods().inNamespace(namespace).list());
            assertForbidden(() -> client.nodes().list());
            assertForbidden(() -> client.namespaces().list());
            assertForbidden(() -> client.rbac().clusterRoles().list());
            assertForbidden(() -> client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("new")
                            .withNamespace(namespace)
                            .endMetadata()
                            .build())
                    .create());
            assertForbidden(() -> client.resources(io.prontuario.crds.v1alpha1.ProntuarioPlatform.class)
                    .inNamespace(namespace)
                    .withName("hospital")
                    .delete());
        }
    }

    private static void assertForbidden(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                .as(e.getMessage())
                .isEqualTo(403));
    }
}
