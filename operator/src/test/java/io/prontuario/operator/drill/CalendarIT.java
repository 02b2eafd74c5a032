package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.MovableClock;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The calendar with the real operator on a real API server, and a clock that the test moves. */
@ExtendWith(ApiServerExtension.class)
class CalendarIT {
    private static final SiteName PRIMARY = new SiteName("mac-studio-1");
    private static final SiteName SECONDARY = new SiteName("mac-studio-2");
    /** A Sunday. */
    private static final Instant DUE = Instant.parse("2027-03-07T06:00:00Z");

    private final MovableClock clock = new MovableClock();
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
        namespace = server.newNamespace("calendar");
        int port = Platforms.nextPort();
        sites = List.of(
                new FakeService("127.0.0.2", port),
                new FakeService("127.0.0.3", port),
                new FakeService("127.0.0.4", port));
        edge.silent = false;
        serving(true, true);
        clock.moveTo(DUE.minus(Duration.ofDays(3)));
        fixture = PlatformFixture.create(
                client,
                PlatformOverlay.apply(
                        Platforms.whole(namespace, port, "127.0.0"),
                        """
                        spec:
                          drills:
                            - {name: check, schedule: 0 5 * * 0, scenario: HealthCheck, budget: {rto: 0s, rpo: 0s}, suspend: false,
                               duration: 5m}
                            - {name: weekly, schedule: 0 6 * * 0, scenario: PrimaryDown, budget: {rto: 30s, rpo: 0s}, hold: 1s,
                               suspend: false}
                            - {name: asleep, schedule: 0 6 * * 0, scenario: BothDown, budget: {rto: 5m, rpo: 0s}}
                        """));
        operator = RunningOperator.start(
                server.adminConfig(),
                OperatorRole.ONSITE,
                namespace,
                RunningOperator.bindings().with(doors).with(clock));
        fixture.awaitMode(PlatformStatus.Mode.Full);
        fixture.awaitCondition("CloudStandbyReady", "True", "Standby");
        fixture.awaitCondition("DrillsOnSchedule", "True", "OnSchedule");
    }

    @AfterEach
    void stop() {
        operator.close();
        sites.forEach(FakeService::close);
    }

    @Test
    void aDueDrillRunsAndGetsAVerdictAndASuspendedOneNeverRuns() {
        clock.moveTo(DUE.minus(Duration.ofHours(1)));
        awaitDrill("check", drill -> drill.verdict() == Verdict.Running);
        FailoverDrill made = drills("check").get(0);
        assertThat(made.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getName()).isEqualTo("hospital"));
        await().atMost(PlatformFixture.TIMEOUT)
                .until(() -> drills("check").get(0).getStatus() != null
                        && drills("check").get(0).getStatus().phase() == Phase.Running);
        clock.advance(Duration.ofSeconds(31));
        awaitDrill("check", drill -> drill.verdict() == Verdict.Passed);

        clock.moveTo(DUE);
        await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas("mac-studio-1") == 0);
        sites.get(0).die();
        serving(false, true);
        awaitDrill("weekly", drill -> drill.verdict() == Verdict.Passed);
        PlatformStatus.Drill passed = drill("weekly");
        assertThat(passed.rto()).isNotNull();
        assertThat(passed.next()).isEqualTo("2027-03-14T06:00:00Z");
        assertThat(passed.lastScheduleTime()).isEqualTo(DUE.toString());
        assertThat(drills("weekly").get(0).getStatus().phase()).isEqualTo(Phase.Restored);
        assertThat(replicas("mac-studio-1")).isEqualTo(1);
        assertThat(fixture.events("DrillPassed")).hasSize(2);
        fixture.awaitCondition("DrillsOnSchedule", "True", "OnSchedule");
        assertThat(operator.sample("prontuario_drill_overdue", "drill", "weekly"))
                .isZero();
        assertThat(operator.sample("prontuario_drill_rto_seconds", "drill", "weekly"))
                .isPositive();

        assertThat(drills("asleep")).isEmpty();
        assertThat(drill("asleep").next()).isNull();
    }

    @Test
    void anIncidentPostponesADrillUntilItIsOverdue() {
        sites.get(1).die();
        serving(true, false);
        fixture.awaitMode(PlatformStatus.Mode.Degraded);
        clock.moveTo(DUE);
        awaitDrill("weekly", drill -> "Waiting".equals(drill.reason()));
        assertThat(replicas("mac-studio-1")).isEqualTo(1);

        clock.moveTo(DUE.plusSeconds(121));
        awaitDrill("weekly", drill -> drill.verdict() == Verdict.Skipped);
        assertThat(drill("weekly").reason()).isEqualTo("Incident");
        assertThat(fixture.events("DrillSkipped"))
                .anySatisfy(event ->
                        assertThat(event.getMessage()).contains("weekly").contains("an incident is in progress"));
        assertThat(drill("weekly").overdue()).isFalse();

        clock.moveTo(DUE.plus(Duration.ofMinutes(30)));
        awaitDrill("weekly", PlatformStatus.Drill::overdue);
        fixture.awaitCondition("DrillsOnSchedule", "False", "Overdue");
        assertThat(operator.sample("prontuario_drill_overdue", "drill", "weekly"))
                .isEqualTo(1);
        assertThat(fixture.events("DrillOverdue"))
                .anySatisfy(event -> assertThat(event.getMessage()).contains("weekly has not passed since"));
        assertThat(drills("weekly")).isEmpty();
    }

    @Test
    void anOverlappingScheduleIsRefusedAndTheLastValidCalendarRuns() {
        fixture.change(
                spec -> PlatformOverlay.apply(platform(spec), "spec: {drills: [{name: check, schedule: 10 6 * * 0}]}")
                        .getSpec());
        fixture.awaitCondition("SpecValid", "False", "Invalid");
        assertThat(fixture.condition("SpecValid").orElseThrow().getMessage())
                .contains(
                        "spec.drills[1].schedule: overlaps spec.drills[0] (check)",
                        "move one of them, shorten it, or suspend it");
        assertThat(drill("check").next()).isEqualTo("2027-03-07T05:00:00Z");
        clock.moveTo(DUE.minus(Duration.ofHours(1)));
        awaitDrill("check", drill -> drill.verdict() == Verdict.Running);
    }

    private static ProntuarioPlatform platform(PlatformSpec spec) {
        ProntuarioPlatform platform = new ProntuarioPlatform();
        platform.getMetadata().setName("hospital");
        platform.setSpec(spec);
        return platform;
    }

    private void serving(boolean primary, boolean secondary) {
        edge.serving = Map.of(PRIMARY, primary, SECONDARY, secondary, SiteName.CLOUD, true);
    }

    private void awaitDrill(String entry, Predicate<PlatformStatus.Drill> holds) {
        fixture.awaitStatus(status ->
                assertThat(status.drills()).anyMatch(drill -> drill.name().equals(entry) && holds.test(drill)));
    }

    private PlatformStatus.Drill drill(String entry) {
        return fixture.now().getStatus().drills().stream()
                .filter(drill -> drill.name().equals(entry))
                .findFirst()
                .orElseThrow();
    }

    private List<FailoverDrill> drills(String entry) {
        return client.resources(FailoverDrill.class)
                .inNamespace(namespace)
                .withLabel(CalendarLabels.ENTRY, entry)
                .list()
                .getItems();
    }

    private int replicas(String host) {
        var deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-" + host)
                .get();
        return deployment == null ? -1 : deployment.getSpec().getReplicas();
    }
}
