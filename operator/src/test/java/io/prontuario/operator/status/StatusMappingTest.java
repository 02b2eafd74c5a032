package io.prontuario.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.rules.TransitionHistory;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.reconcile.Policies;
import io.prontuario.operator.support.Platforms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusMappingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00.123Z");
    private static final Policy POLICY =
            Policies.of(Platforms.twoHosts("hospital", 30080).getSpec(), OperatorRole.ONSITE);

    @Test
    void stateSurvivesTheWayThroughStatus() {
        State state = decided().next();
        PlatformStatus status = report(state).toStatus(null, NOW);

        assertThat(state.mode()).isEqualTo(Mode.DEGRADED);
        assertThat(state.transitions()).isNotEmpty();
        assertThat(StatusMapping.remembered(status)).contains(PersistedState.of(state));
    }

    @Test
    void anEmptyStatusHasNoState() {
        assertThat(StatusMapping.remembered(null)).isEmpty();
        assertThat(StatusMapping.remembered(StatusReport.nothingAccepted(null, List.of(), 1, NOW)))
                .isEmpty();
    }

    @Test
    void aTimeThatCannotBeParsedIsUnknown() {
        PlatformStatus.Site edited = new PlatformStatus.Site(
                "mac-studio-1", PlatformStatus.Health.Unhealthy, "yesterday", "long ago", null, true, "");
        PlatformStatus status = new PlatformStatus(
                1L,
                "h",
                PlatformStatus.Mode.Full,
                false,
                null,
                1L,
                List.of(edited),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of());
        assertThat(StatusMapping.remembered(status)).hasValueSatisfying(remembered -> assertThat(
                        remembered.sites().get(new SiteName("mac-studio-1")).failingSince())
                .isEmpty());
    }

    @Test
    void theNewestTransitionsAreKept() {
        State state = decided().next();
        State.Transition pattern = state.transitions().get(0);
        List<State.Transition> many = new ArrayList<>();
        for (int epoch = 0; epoch < TransitionHistory.KEPT + 1; epoch++) {
            many.add(new State.Transition(
                    pattern.from(),
                    pattern.to(),
                    pattern.fromSite(),
                    pattern.toSite(),
                    epoch,
                    "r",
                    new State.TransitionTimes(Optional.empty(), NOW, Optional.empty(), Optional.empty())));
        }
        State grown = new State(
                state.roles(),
                state.sites(),
                new State.History(many, state.roleChanges()),
                state.reports(),
                state.clock(),
                state.drain());
        assertThat(StatusMapping.transitions(grown))
                .hasSize(TransitionHistory.KEPT)
                .first()
                .satisfies(oldest -> assertThat(oldest.epoch()).isEqualTo(1));
    }

    @Test
    void aConditionKeepsItsTimeUntilItsStatusChanges() {
        State state = decided().next();
        PlatformStatus first = report(state).toStatus(null, NOW);
        PlatformStatus later = report(state).toStatus(first, NOW.plusSeconds(600));
        assertThat(later).isEqualTo(first);

        StatusReport turned =
                report(state, List.of(new Condition(Condition.Type.Ready, Condition.Status.False, "Outage", "m")));
        assertThat(turned.toStatus(first, NOW.plusSeconds(600)).conditions())
                .filteredOn(condition -> condition.getType().equals("Ready"))
                .singleElement()
                .satisfies(ready -> assertThat(ready.getLastTransitionTime()).isEqualTo("2026-03-01T08:10:00Z"));
    }

    @Test
    void theOperatorsOwnConditionWinsOverTheCoresOfTheSameType() {
        StatusReport report = report(
                        decided().next(),
                        List.of(new Condition(Condition.Type.Stalled, Condition.Status.False, "NotStalled", "")))
                .with(List.of(OperatorCondition.of(Condition.Type.Stalled, Condition.Status.True, "InvalidSpec", "m")
                        .about(7)));
        assertThat(report.toStatus(null, NOW).conditions())
                .filteredOn(condition -> condition.getType().equals("Stalled"))
                .singleElement()
                .satisfies(stalled -> {
                    assertThat(stalled.getReason()).isEqualTo("InvalidSpec");
                    assertThat(stalled.getObservedGeneration()).isEqualTo(7);
                });
    }

    private static StatusReport report(State state) {
        return report(state, List.of(new Condition(Condition.Type.Ready, Condition.Status.True, "Full", "m")));
    }

    private static StatusReport report(State state, List<Condition> conditions) {
        return StatusReport.of(1, "hash", false, decided(state, conditions));
    }

    private static Decision decided(State state, List<Condition> conditions) {
        return new Decision(
                state,
                List.of(),
                conditions,
                Duration.ZERO,
                List.of(),
                new FailoverOutcome(POLICY, state.sites(), state.roles().cloud(), false, false));
    }

    /** Both hosts serve, then the primary dies. */
    private static Decision decided() {
        FailoverDecider decider = new FailoverDecider();
        State state = decider.initial(POLICY, NOW);
        Decision decision = null;
        for (int round = 1; round <= 12; round++) {
            CheckResult primary = round <= 4 ? CheckResult.SERVING : CheckResult.DEAD;
            decision = decider.decide(
                    POLICY,
                    state,
                    new Observation(
                            Map.of(
                                    new SiteName("mac-studio-1"), check(primary, round),
                                    new SiteName("mac-studio-2"), check(CheckResult.SERVING, round)),
                            Map.of(),
                            Optional.empty(),
                            "hash",
                            Optional.empty()),
                    NOW.plusMillis(500L * round));
            state = decision.next();
        }
        return decision;
    }

    private static SiteCheck check(CheckResult result, long sequence) {
        return new SiteCheck(result, sequence, Optional.of("boot"), true, result.name());
    }
}
