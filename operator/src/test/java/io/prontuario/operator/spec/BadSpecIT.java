package io.prontuario.operator.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A judge that refuses more than six failures stands for whatever the shared validator refuses. */
@ExtendWith(ApiServerExtension.class)
class BadSpecIT {
    private static final SpecProblem PROBLEM =
            new SpecProblem("spec.health.failureThreshold", "is too slow; write at most 6");
    private static final SpecValidator AT_MOST_SIX =
            spec -> spec.health().failureThreshold() > 6 ? List.of(PROBLEM) : List.of();

    private ApiServer server;
    private KubernetesClient client;
    private PlatformFixture bench;
    private FakeService primary;
    private FakeService secondary;
    private RunningOperator operator;

    @BeforeEach
    void start(ApiServer apiServer) {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        int port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        bench = PlatformFixture.create(client, Platforms.twoHosts(server.newNamespace("badspec"), port));
        operator = run();
        bench.awaitMode(PlatformStatus.Mode.Full);
    }

    @AfterEach
    void stop() {
        operator.close();
        primary.close();
        secondary.close();
    }

    @Test
    void theLastGoodSpecKeepsRunningAndOneEventNamesFieldAndRemedy() {
        bench.change(spec -> with(spec, 7));

        bench.awaitCondition("SpecValid", "False", "Invalid");
        bench.awaitCondition("Stalled", "True", "InvalidSpec");
        assertThat(bench.condition("SpecValid")).hasValueSatisfying(condition -> assertThat(condition.getMessage())
                .contains("generation 1 keeps running", PROBLEM.field(), "write at most 6"));
        operator.awaitPasses(6);
        assertThat(bench.events("InvalidSpec")).hasSize(1).first().satisfies(event -> assertThat(event.getMessage())
                .contains(PROBLEM.field()));
        assertThat(bench.now().getStatus().observedGeneration()).isEqualTo(1);

        // It does not only stand still: the last good one runs.
        primary.die();
        bench.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));

        bench.change(spec -> with(spec, 3));
        bench.awaitCondition("SpecValid", "True", "Accepted");
        assertThat(bench.now().getStatus().observedGeneration()).isEqualTo(3);
    }

    @Test
    void anOperatorThatStartsOnABadSpecFindsTheLastGoodOne() {
        await().atMost(PlatformFixture.PATIENCE).until(() -> accepted() != null);
        operator.close();
        bench.change(spec -> with(spec, 7));

        operator = run();

        bench.awaitCondition("SpecValid", "False", "Invalid");
        primary.die();
        bench.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
    }

    @Test
    void theKeptSpecIsRepairedWhenSomebodyEditsIt() {
        await().atMost(PlatformFixture.PATIENCE).until(() -> accepted() != null);
        String kept = accepted().getData().get("spec.json");

        client.resource(accepted()).edit(map -> {
            map.getData().put("spec.json", kept.replace("Primary", "Secondary"));
            return map;
        });

        await().atMost(PlatformFixture.PATIENCE)
                .untilAsserted(
                        () -> assertThat(accepted().getData().get("spec.json")).isEqualTo(kept));
        await().atMost(PlatformFixture.PATIENCE).untilAsserted(() -> assertThat(bench.events("ObjectRepaired"))
                .anySatisfy(event -> assertThat(event.getMessage()).contains("ConfigMap hospital-accepted")));
    }

    @Test
    void anEditedKeptSpecIsNotBelieved() {
        await().atMost(PlatformFixture.PATIENCE).until(() -> accepted() != null);
        operator.close();
        bench.change(spec -> with(spec, 7));
        client.resource(accepted()).edit(map -> {
            map.getData().put("spec.json", map.getData().get("spec.json").replace("mac-studio-1", "intruder"));
            return map;
        });

        operator = run();

        bench.awaitCondition("Ready", "False", "InvalidSpec");
    }

    private RunningOperator run() {
        return RunningOperator.start(
                server.adminConfig(),
                OperatorRole.ONSITE,
                bench.namespace(),
                RunningOperator.bindings().with(AT_MOST_SIX));
    }

    private ConfigMap accepted() {
        return client.configMaps()
                .inNamespace(bench.namespace())
                .withName("hospital-accepted")
                .get();
    }

    private static PlatformSpec with(PlatformSpec spec, int failureThreshold) {
        return new PlatformSpec(
                spec.hosts(),
                spec.edge(),
                spec.cloud(),
                spec.services(),
                spec.models(),
                new io.prontuario.crds.v1alpha1.HealthSpec(
                        spec.health().interval(),
                        spec.health().timeout(),
                        failureThreshold,
                        spec.health().successThreshold()),
                spec.failover(),
                spec.drills(),
                spec.monitoring(),
                spec.names(),
                spec.announcements());
    }
}
