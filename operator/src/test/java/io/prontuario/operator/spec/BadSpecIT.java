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

/** A validator that refuses a failureThreshold above six stands for the shared validator. */
@ExtendWith(ApiServerExtension.class)
class BadSpecIT {
    private static final SpecProblem PROBLEM =
            new SpecProblem("spec.health.failureThreshold", "is too slow; write at most 6");
    private static final SpecValidator AT_MOST_SIX =
            spec -> spec.health().failureThreshold() > 6 ? List.of(PROBLEM) : List.of();

    private ApiServer server;
    private KubernetesClient client;
    private PlatformFixture fixture;
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
        fixture = PlatformFixture.create(client, Platforms.twoHosts(server.newNamespace("badspec"), port));
        operator = run();
        fixture.awaitMode(PlatformStatus.Mode.Full);
    }

    @AfterEach
    void stop() {
        operator.close();
        primary.close();
        secondary.close();
    }

    @Test
    void theLastValidSpecKeepsRunningAndOneEventNamesFieldAndRemedy() {
        fixture.change(spec -> with(spec, 7));

        fixture.awaitCondition("SpecValid", "False", "Invalid");
        fixture.awaitCondition("Stalled", "True", "InvalidSpec");
        assertThat(fixture.condition("SpecValid")).hasValueSatisfying(condition -> assertThat(condition.getMessage())
                .contains("generation 1 keeps running", PROBLEM.field(), "write at most 6"));
        operator.awaitPasses(6);
        assertThat(fixture.events("InvalidSpec")).hasSize(1).first().satisfies(event -> assertThat(event.getMessage())
                .contains(PROBLEM.field()));
        assertThat(fixture.now().getStatus().observedGeneration()).isEqualTo(1);

        // The last valid spec still decides.
        primary.die();
        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));

        fixture.change(spec -> with(spec, 3));
        fixture.awaitCondition("SpecValid", "True", "Accepted");
        assertThat(fixture.now().getStatus().observedGeneration()).isEqualTo(3);
    }

    @Test
    void anOperatorThatStartsOnAnInvalidSpecUsesTheLastValidOne() {
        await().atMost(PlatformFixture.TIMEOUT).until(() -> accepted() != null);
        operator.close();
        fixture.change(spec -> with(spec, 7));

        operator = run();

        fixture.awaitCondition("SpecValid", "False", "Invalid");
        primary.die();
        fixture.awaitStatus(status -> assertThat(status.activeSite()).isEqualTo("mac-studio-2"));
    }

    @Test
    void anEditOfTheAcceptedSpecsConfigMapIsReverted() {
        await().atMost(PlatformFixture.TIMEOUT).until(() -> accepted() != null);
        String kept = accepted().getData().get("spec.json");

        client.resource(accepted()).edit(map -> {
            map.getData().put("spec.json", kept.replace("Primary", "Secondary"));
            return map;
        });

        await().atMost(PlatformFixture.TIMEOUT)
                .untilAsserted(
                        () -> assertThat(accepted().getData().get("spec.json")).isEqualTo(kept));
        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> assertThat(fixture.events("ObjectRepaired"))
                .anySatisfy(event -> assertThat(event.getMessage()).contains("ConfigMap hospital-accepted")));
    }

    @Test
    void anEditedAcceptedSpecIsNotUsed() {
        await().atMost(PlatformFixture.TIMEOUT).until(() -> accepted() != null);
        operator.close();
        fixture.change(spec -> with(spec, 7));
        client.resource(accepted()).edit(map -> {
            map.getData().put("spec.json", map.getData().get("spec.json").replace("mac-studio-1", "intruder"));
            return map;
        });

        operator = run();

        fixture.awaitCondition("Ready", "False", "InvalidSpec");
    }

    private RunningOperator run() {
        return RunningOperator.start(
                server.adminConfig(),
                OperatorRole.ONSITE,
                fixture.namespace(),
                RunningOperator.bindings().with(AT_MOST_SIX));
    }

    private ConfigMap accepted() {
        return client.configMaps()
                .inNamespace(fixture.namespace())
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
                spec.data(),
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
