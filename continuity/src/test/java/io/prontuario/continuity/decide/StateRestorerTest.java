package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.model.SiteName.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.model.State.TransitionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a new leader takes from status and what from its own watching. */
class StateRestorerTest {
    private static final Instant THEN = Bench.START;
    private static final Instant NOW = Bench.START.plusSeconds(600);
    private final Policy policy = Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY);

    private static Transition moved(Instant at) {
        return new Transition(
                Mode.FULL,
                Mode.DEGRADED,
                Optional.of(PRIMARY),
                Optional.of(SECONDARY),
                2,
                "why",
                new TransitionTimes(Optional.of(at), at, Optional.empty(), Optional.empty()));
    }

    private static PersistedState.Site status(
            Health health, Optional<Instant> failing, Optional<String> boot, Optional<Boolean> admitted) {
        return new PersistedState.Site(health, THEN, failing, boot, admitted);
    }

    private static SiteState watched(Health health, Optional<Instant> failing, Optional<String> boot, int failures) {
        return new SiteState(
                health,
                THEN.plusSeconds(60),
                failing,
                boot,
                Admission.NEVER,
                new Evidence(
                        40,
                        Optional.of(NOW.minusSeconds(5)),
                        failures,
                        failures == 0 ? 5 : 0,
                        1,
                        Duration.ofSeconds(20)),
                failures == 0 ? CheckResult.SERVING : CheckResult.DEAD,
                "watched");
    }

    private State warm(Map<SiteName, SiteState> sites) {
        State initial = new FailoverDecider().initial(policy, NOW);
        return new State(
                initial.roles(),
                sites,
                State.History.EMPTY,
                new State.ReportEvidence(
                        Map.of("edge", new Evidence(3, Optional.of(NOW), 0, 1, 0, Duration.ZERO)),
                        new Evidence(9, Optional.of(NOW), 0, 1, 0, Duration.ZERO),
                        Evidence.none(),
                        Evidence.none(),
                        Map.of()),
                new State.Clock(NOW, NOW),
                HandledRequest.none());
    }

    private State restored(PersistedState.Site site, Map<SiteName, SiteState> warm) {
        return new FailoverDecider()
                .restore(
                        policy,
                        new PersistedState(
                                Mode.DEGRADED,
                                Optional.of(SECONDARY),
                                7,
                                Map.of(PRIMARY, site),
                                List.of(),
                                HandledRequest.none()),
                        warm(warm),
                        NOW);
    }

    private SiteState primary(PersistedState.Site site, SiteState warm) {
        return restored(site, Map.of(PRIMARY, warm)).site(PRIMARY);
    }

    @Test
    void roleEpochHistoryAndBudgetComeFromStatus() {
        List<Transition> history =
                List.of(moved(NOW.minus(Duration.ofHours(1))), moved(NOW.minusSeconds(9)), moved(NOW.plusSeconds(1)));
        State state = new FailoverDecider()
                .restore(
                        policy,
                        new PersistedState(
                                Mode.DEGRADED,
                                Optional.of(SECONDARY),
                                7,
                                Map.of(),
                                history,
                                HandledRequest.refused("r", "no other host")),
                        warm(Map.of()),
                        NOW);
        assertThat(state.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(state.active()).contains(SECONDARY);
        assertThat(state.epoch()).isEqualTo(7);
        assertThat(state.transitions()).isEqualTo(history);
        assertThat(state.roleChanges())
                .as("not those that have left the window, nor those from a clock that ran ahead")
                .containsExactly(NOW.minusSeconds(9));
        assertThat(state.drain().id()).isEqualTo("r");
        assertThat(state.reports().frontDoors()).as("what it watched itself").containsKey("edge");
        assertThat(state.reports().heartbeat().lastSequence()).isEqualTo(9);
    }

    @Test
    void sitesThatThePolicyDoesNotNameAnyMoreAreForgotten() {
        PersistedState.Site site = status(Health.HEALTHY, Optional.empty(), Optional.empty(), Optional.of(true));
        Policy cloudless = ReasonsTest.with(policy, false, true, true, Duration.ofMinutes(10));
        PersistedState remembered = new PersistedState(
                Mode.FULL,
                Optional.of(PRIMARY),
                7,
                Map.of(PRIMARY, site, new SiteName("gone"), site, CLOUD, site),
                List.of(),
                HandledRequest.none());
        assertThat(new FailoverDecider()
                        .restore(policy, remembered, warm(Map.of()), NOW)
                        .sites())
                .containsOnlyKeys(PRIMARY, CLOUD);
        assertThat(new FailoverDecider()
                        .restore(cloudless, remembered, warm(Map.of()), NOW)
                        .sites())
                .containsOnlyKeys(PRIMARY);
    }

    @Test
    void ofTheSameBootOnesOwnEvidenceCounts() {
        Optional<String> boot = Optional.of("one");
        SiteState site = primary(
                status(Health.HEALTHY, Optional.empty(), boot, Optional.of(true)),
                watched(Health.HEALTHY, Optional.empty(), boot, 0));
        assertThat(site.admission()).isEqualTo(Admission.ADMITTED);
        assertThat(site.evidence().successes()).isEqualTo(5);
        assertThat(site.evidence().duration()).isEqualTo(Duration.ofSeconds(20));
        assertThat(site.since()).as("both say so: since the earlier").isEqualTo(THEN);
        assertThat(site.detail()).isEqualTo("watched");
        SiteState differs = primary(
                status(Health.UNHEALTHY, Optional.of(THEN), boot, Optional.of(true)),
                watched(Health.HEALTHY, Optional.empty(), boot, 0));
        assertThat(differs.health()).isEqualTo(Health.HEALTHY);
        assertThat(differs.since()).isEqualTo(THEN.plusSeconds(60));
        assertThat(differs.failingSince()).isEmpty();
    }

    @Test
    void aHostThatTheLastLeaderGaveUpIsWatchedAnew() {
        Optional<String> boot = Optional.of("one");
        SiteState site = primary(
                status(Health.UNHEALTHY, Optional.of(THEN), boot, Optional.of(false)),
                watched(Health.HEALTHY, Optional.empty(), boot, 0));
        assertThat(site.admission()).isEqualTo(Admission.FAILED);
        assertThat(site.evidence())
                .isEqualTo(new Evidence(40, Optional.of(NOW.minusSeconds(5)), 0, 5, 1, Duration.ZERO));
        assertThat(primary(
                                status(Health.HEALTHY, Optional.empty(), boot, Optional.empty()),
                                watched(Health.HEALTHY, Optional.empty(), boot, 0))
                        .admission())
                .isEqualTo(Admission.NEVER);
    }

    @Test
    void ofAnotherBootOnlyTheSequenceIsKept() {
        SiteState site = primary(
                status(Health.HEALTHY, Optional.of(THEN), Optional.of("one"), Optional.of(true)),
                watched(Health.HEALTHY, Optional.empty(), Optional.of("two"), 0));
        assertThat(site.bootId()).contains("one");
        assertThat(site.evidence()).isEqualTo(new Evidence(40, Optional.empty(), 0, 0, 0, Duration.ZERO));
        assertThat(site.lastResult()).isEqualTo(CheckResult.UNKNOWN);
        assertThat(site.health()).isEqualTo(Health.HEALTHY);
        assertThat(site.failingSince()).contains(THEN);
        assertThat(site.detail()).isEqualTo("not checked since the operator started");
        SiteState cold = restored(
                        status(Health.HEALTHY, Optional.empty(), Optional.of("one"), Optional.of(true)), Map.of())
                .site(PRIMARY);
        assertThat(cold.evidence()).isEqualTo(Evidence.none());
    }

    @Test
    void whereOnlyOneOfThemKnowsTheBootItIsTheSame() {
        SiteState told = primary(
                status(Health.HEALTHY, Optional.empty(), Optional.of("one"), Optional.of(true)),
                watched(Health.HEALTHY, Optional.empty(), Optional.empty(), 0));
        assertThat(told.bootId()).contains("one");
        assertThat(told.evidence().successes()).isEqualTo(5);
        SiteState seen = primary(
                status(Health.HEALTHY, Optional.empty(), Optional.empty(), Optional.of(true)),
                watched(Health.HEALTHY, Optional.empty(), Optional.of("two"), 0));
        assertThat(seen.bootId()).contains("two");
        assertThat(seen.evidence().successes()).isEqualTo(5);
    }

    private Optional<Instant> failing(Optional<Instant> told, Optional<Instant> seen) {
        return primary(
                        status(Health.UNHEALTHY, told, Optional.empty(), Optional.of(true)),
                        watched(Health.UNHEALTHY, seen, Optional.empty(), 3))
                .failingSince();
    }

    @Test
    void aFailureBeganWhenTheFirstOfThemSawIt() {
        Instant later = THEN.plusSeconds(5);
        assertThat(failing(Optional.of(THEN), Optional.of(later))).contains(THEN);
        assertThat(failing(Optional.of(later), Optional.of(THEN))).contains(THEN);
        assertThat(failing(Optional.empty(), Optional.of(later))).contains(later);
        assertThat(failing(Optional.of(later), Optional.empty())).contains(later);
        assertThat(failing(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void theCloudTakesItsRoleFromTheModeAndFromAdmittedWhetherFrontDoorsUseAHost() {
        Policy cloud = policy.withOperatorRole(OperatorRole.CLOUD);
        Map<SiteName, PersistedState.Site> sites = Map.of(
                PRIMARY, status(Health.HEALTHY, Optional.empty(), Optional.empty(), Optional.of(true)),
                SECONDARY, status(Health.HEALTHY, Optional.empty(), Optional.empty(), Optional.of(false)));
        for (Mode mode : Mode.values()) {
            PersistedState persisted =
                    new PersistedState(mode, Optional.of(PRIMARY), 7, sites, List.of(), HandledRequest.none());
            State state = new FailoverDecider().restore(cloud, persisted, NOW);
            assertThat(state.roles().cloud()).isEqualTo(CloudRole.recordedWith(mode));
            assertThat(state.inUse(PRIMARY)).isTrue();
            assertThat(state.inUse(SECONDARY)).isFalse();
            assertThat(state.site(PRIMARY).admission())
                    .as("not the cloud's to decide")
                    .isEqualTo(Admission.NEVER);
            assertThat(PersistedState.of(state).sites()).isEqualTo(sites);
            assertThat(new FailoverDecider()
                            .restore(policy, persisted, NOW)
                            .roles()
                            .cloud())
                    .isEqualTo(CloudRole.STANDBY);
        }
    }
}
