package io.prontuario.operator.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.desired.PlatformRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures between the applier and the API server; RepairIT has the rest, on a real one. */
@EnableKubernetesMockClient
class ObjectApplierIT {
    private static final PlatformRef REF = new PlatformRef("prontuario", "hospital", "uid-1");

    KubernetesMockServer server;
    KubernetesClient client;
    private ObjectApplier applier;

    @BeforeEach
    void create() {
        applier = new ObjectApplier(Clients.of(client.getConfiguration()));
    }

    @Test
    void aRefusedObjectDoesNotStopTheOthersAndIsRetried() {
        refuse("a", 500);
        accept("b");

        ObjectApplier.Outcome first = applier.apply(REF, List.of(wanted("a"), wanted("b")), List.of());
        assertThat(first.failures()).containsOnlyKeys("ConfigMap a");
        assertThat(first.writes()).isEqualTo(2);

        ObjectApplier.Outcome second = applier.apply(REF, List.of(wanted("a"), wanted("b")), List.of(live("b")));
        assertThat(second.failures()).containsOnlyKeys("ConfigMap a");
        assertThat(second.writes()).as("only the failed object").isEqualTo(1);
    }

    @Test
    void aRefusalHasTheServersReason() {
        server.expect()
                .patch()
                .withPath(path("a"))
                .andReturn(
                        422,
                        new StatusBuilder()
                                .withCode(422)
                                .withMessage("spec.ports[0]: taken")
                                .build())
                .always();
        assertThat(applier.apply(REF, List.of(wanted("a")), List.of()).failures())
                .isEqualTo(Map.of("ConfigMap a", "spec.ports[0]: taken"));
    }

    @Test
    void aClusterWithoutTrafficDistributionGetsTheServiceWithoutIt() throws InterruptedException {
        Service wanted = new ServiceBuilder()
                .withMetadata(io.prontuario.operator.desired.Labels.ownedMetadata(REF, "api"))
                .withNewSpec()
                .withTrafficDistribution("PreferSameNode")
                .endSpec()
                .build();
        Service live = new ServiceBuilder(wanted)
                .editMetadata()
                .withUid("u")
                .withResourceVersion("7")
                .endMetadata()
                .build();
        String path = path("api").replace("configmaps", "services");
        server.expect()
                .patch()
                .withPath(path)
                .andReturn(
                        422,
                        new StatusBuilder()
                                .withCode(422)
                                .withMessage("spec.trafficDistribution: Unsupported value: \"PreferSameNode\"")
                                .build())
                .once();
        server.expect().patch().withPath(path).andReturn(200, live).once();

        assertThat(applier.apply(REF, List.of(wanted), List.of()).failures()).isEmpty();
        assertThat(server.takeRequest().getBody().readUtf8()).contains("PreferSameNode");
        assertThat(server.takeRequest().getBody().readUtf8()).doesNotContain("PreferSameNode");
    }

    @Test
    void aConflictIsAFailureOfThatObjectOnly() {
        refuse("a", 409);
        accept("b");
        assertThat(applier.apply(REF, List.of(wanted("a"), wanted("b")), List.of())
                        .failures())
                .containsOnlyKeys("ConfigMap a");
    }

    @Test
    void anUnchangedObjectIsNotAppliedAgainAndAnOlderCacheIsIgnored() {
        accept("b");
        applier.apply(REF, List.of(wanted("b")), List.of());
        int sent = server.getRequestCount();

        assertThat(applier.apply(REF, List.of(wanted("b")), List.of(live("b"))).writes())
                .isZero();
        ConfigMap old = live("b");
        old.getMetadata().setResourceVersion("3");
        old.setData(Map.of("k", "before"));
        assertThat(applier.apply(REF, List.of(wanted("b")), List.of(old)).writes())
                .isZero();
        assertThat(server.getRequestCount()).isEqualTo(sent);
    }

    @Test
    void anObjectOfAnotherOwnerIsNeverDeleted() {
        ConfigMap foreign = live("x");
        foreign.getMetadata().setOwnerReferences(List.of());
        assertThat(applier.apply(REF, List.of(), List.of(foreign)).writes()).isZero();
        assertThat(server.getRequestCount()).isZero();
    }

    private void refuse(String name, int code) {
        server.expect()
                .patch()
                .withPath(path(name))
                .andReturn(
                        code,
                        new StatusBuilder().withCode(code).withMessage("no").build())
                .always();
    }

    private void accept(String name) {
        server.expect().patch().withPath(path(name)).andReturn(200, live(name)).always();
    }

    private static String path(String name) {
        return "/api/v1/namespaces/prontuario/configmaps/" + name + "?fieldManager=prontuario-operator&force=true";
    }

    private static HasMetadata wanted(String name) {
        return new ConfigMapBuilder()
                .withMetadata(io.prontuario.operator.desired.Labels.ownedMetadata(REF, name))
                .addToData("k", "v")
                .build();
    }

    private static ConfigMap live(String name) {
        return new ConfigMapBuilder((ConfigMap) wanted(name))
                .editMetadata()
                .withUid("u-" + name)
                .withResourceVersion("7")
                .endMetadata()
                .build();
    }
}
