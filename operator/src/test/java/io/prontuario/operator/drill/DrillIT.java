package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.spec.SpecValidator;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class DrillIT {
    private static final SiteName PRIMARY = new SiteName("mac-studio-1");
    private static final SiteName SECONDARY = new SiteName("mac-studio-2");

    private final FakeFrontDoors doors = new FakeFrontDoors();
    private final FakeFrontDoors.Box edge = doors.box("edge");
    private KubernetesClient client;
    private String namespace;
    private List<FakeService> sites;
    private RunningOperator operator;
    private PlatformFixture fixture;

    @BeforeEach
    void start(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        server.applyFromClasspath(DrillCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("drills");
        int port = Platforms.nextPort();
        sites = List.of(
                new FakeService("127.0.0.2", port),
                new FakeService("127.0.0.3", port),
                new FakeService("127.0.0.4", port));
        edge.silent = false;
        edge.serving = Map.of(PRIMARY, true, SECONDARY, true, SiteName.CLOUD, true);
        fixture = PlatformFixture.create(client, Platforms.whole(namespace, port, "127.0.0"));
        operator = RunningOperator.start(
                server.adminConfig(),
                OperatorRole.ONSITE,
                namespace,
                RunningOperator.bindings().with(doors).with((SpecValidator) spec -> List.of()));
        fixture.awaitMode(PlatformStatus.Mode.Full);
        fixture.awaitCondition(
                "Ready", "True", fixture.condition("Ready").orElseThrow().getReason());
        fixture.awaitCondition("CloudStandbyReady", "True", "Standby");
        await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas("mac-studio-1") == 1);
    }

    @AfterEach
    void stop() {
        operator.close();
        sites.forEach(FakeService::close);
    }

    @Test
    void aHostIsScaledToZeroUntilItsRunnerEndsTheDrill() {
        create("one", Scenario.PrimaryDies, Driver.Workload, List.of(), 120);
        awaitPhase("one", Phase.Running, "InForce");
        assertThat(status("one").targets()).containsExactly("mac-studio-1");
        await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas("mac-studio-1") == 0);
        assertThat(replicas("mac-studio-2")).isEqualTo(1);

        create("two", Scenario.SecondaryDies, Driver.Workload, List.of(), 120);
        awaitPhase("two", Phase.Refused, "AnotherDrillRuns");
        assertThat(replicas("mac-studio-2")).isEqualTo(1);
        assertThatThrownBy(() -> change(
                        "one", spec -> spec(Scenario.BothDie, Driver.Workload, List.of(), spec.deadline(), false)))
                .hasMessageContaining("this field is immutable");

        end("one");
        awaitPhase("one", Phase.Restored, "Requested");
        assertThat(replicas("mac-studio-1")).isEqualTo(1);
        assertThat(fixture.events("DrillStarted")).hasSize(1);
        assertThat(fixture.events("DrillRestored")).hasSize(1);
    }

    @Test
    void theFaultOfADeadRunnerIsUndoneAtTheDeadline() {
        Instant begun = Instant.now();
        create("lost", Scenario.PrimaryDies, Driver.Traffic, List.of(), 12);
        awaitPhase("lost", Phase.Running, "InForce");
        await().atMost(PlatformFixture.TIMEOUT).until(() -> last().equals(Set.of(SECONDARY, SiteName.CLOUD)));

        awaitPhase("lost", Phase.Restored, "DeadlineExceeded");
        assertThat(last()).containsExactlyInAnyOrder(PRIMARY, SECONDARY, SiteName.CLOUD);
        assertThat(status("lost").message()).contains("the runner had not ended the drill");
        assertThat(Instant.parse(status("lost").restoredAt())).isAfter(begun.plusSeconds(7));
    }

    @Test
    void anImpossibleOrUnsafeDrillIsRefusedWithFieldAndRemedy() {
        create("where", Scenario.PrimaryDies, Driver.Workload, List.of("mac-studio-9"), 60);
        awaitPhase("where", Phase.Refused, "UnknownHost");
        assertThat(status("where").message())
                .isEqualTo("spec.hosts[0]: no serving host is called \"mac-studio-9\"; use one of mac-studio-1,"
                        + " mac-studio-2");

        sites.get(1).die();
        edge.serving = Map.of(PRIMARY, true, SECONDARY, false, SiteName.CLOUD, true);
        fixture.awaitMode(PlatformStatus.Mode.Degraded);
        create("incident", Scenario.PrimaryDies, Driver.Workload, List.of(), 60);
        awaitPhase("incident", Phase.Refused, "Incident");
        assertThat(replicas("mac-studio-1")).isEqualTo(1);
    }

    @Test
    void aSecondFailureEndsTheDrill() {
        create("both", Scenario.PrimaryDies, Driver.Workload, List.of(), 120);
        awaitPhase("both", Phase.Running, "InForce");
        sites.get(1).die();
        edge.serving = Map.of(PRIMARY, true, SECONDARY, false, SiteName.CLOUD, true);
        awaitPhase("both", Phase.Restored, "SecondFailure");
        assertThat(replicas("mac-studio-1")).isEqualTo(1);
    }

    private void create(String name, Scenario scenario, Driver driver, List<String> hosts, int seconds) {
        FailoverDrill drill = new FailoverDrill();
        drill.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        drill.setSpec(
                spec(scenario, driver, hosts, Instant.now().plusSeconds(seconds).toString(), false));
        client.resource(drill).create();
    }

    private static FailoverDrillSpec spec(
            Scenario scenario, Driver driver, List<String> hosts, String deadline, boolean end) {
        return new FailoverDrillSpec("hospital", scenario, driver, hosts, null, deadline, "a test", end);
    }

    private void end(String name) {
        await().atMost(PlatformFixture.TIMEOUT).ignoreExceptions().until(() -> {
            change(name, spec -> spec(spec.scenario(), spec.driver(), spec.hosts(), spec.deadline(), true));
            return true;
        });
    }

    private void change(String name, java.util.function.UnaryOperator<FailoverDrillSpec> change) {
        FailoverDrill drill = drill(name);
        drill.setSpec(change.apply(drill.getSpec()));
        client.resource(drill).update();
    }

    private FailoverDrill drill(String name) {
        return client.resources(FailoverDrill.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private FailoverDrillStatus status(String name) {
        return drill(name).getStatus();
    }

    private void awaitPhase(String name, Phase phase, String reason) {
        await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> {
            FailoverDrillStatus status = status(name);
            assertThat(status).isNotNull();
            assertThat(status.phase() + "/" + status.reason())
                    .as(status.message())
                    .isEqualTo(phase + "/" + reason);
        });
    }

    private int replicas(String host) {
        var deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-" + host)
                .get();
        return deployment == null ? -1 : deployment.getSpec().getReplicas();
    }

    private Set<SiteName> last() {
        return edge.routes.get(edge.routes.size() - 1).admitted();
    }
}
