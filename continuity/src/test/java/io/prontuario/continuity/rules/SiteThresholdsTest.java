package io.prontuario.continuity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.model.State.TransitionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the cloud hands back, and when a change is routed and served: both sides of each. */
class SiteThresholdsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SiteName A = new SiteName("a");
    private static final SiteName B = new SiteName("b");
    private static final Policy POLICY = new Policy(
            OperatorRole.CLOUD,
            List.of(A, B),
            true,
            new Policy.Thresholds(Duration.ofSeconds(5), 3, 2),
            new Policy.Windows(Duration.ZERO, Duration.ofSeconds(60), Duration.ofMinutes(10)),
            new Policy.Automation(true, true),
            new Policy.RateLimit(4, Duration.ofHours(1)),
            Policy.Requests.NONE);

    private static Evidence said(int successes, Duration held, int unknowns) {
        return new Evidence(9, Optional.of(NOW), successes == 0 ? 1 : 0, successes, unknowns, held);
    }

    private static FrontDoorReport box(boolean reachable, Map<SiteName, Boolean> serving) {
        return new FrontDoorReport(reachable, 9, serving);
    }

    private static Observation seen(Optional<Mode> onsite, Map<String, FrontDoorReport> boxes) {
        return new Observation(
                Map.of(), boxes, onsite.map(mode -> new Heartbeat(9, "hash", mode, 1)), "hash", Optional.empty());
    }

    private static ReportEvidence reports(Map<String, Evidence> frontDoors, Evidence heartbeat) {
        return new ReportEvidence(frontDoors, heartbeat, Evidence.none(), Evidence.none(), Map.of());
    }

    private static boolean returned(boolean reachable, Evidence box, Optional<Mode> mode, Evidence heartbeat) {
        return new FailbackEligibility()
                .passes(
                        POLICY,
                        seen(mode, Map.of("edge", box(reachable, Map.of(A, true)))),
                        reports(Map.of("edge", box), heartbeat));
    }

    @Test
    void theSiteIsBackWhenItsOperatorVouchesForItOrTheWindowIsOver() {
        Evidence twice = said(2, Duration.ofSeconds(5), 0);
        Evidence beating = said(1, Duration.ZERO, 2);
        Optional<Mode> full = Optional.of(Mode.FULL);
        assertThat(returned(true, twice, full, beating)).isTrue();
        assertThat(returned(true, said(1, Duration.ofSeconds(5), 0), full, beating))
                .as("one report is not two")
                .isFalse();
        assertThat(returned(false, twice, full, beating)).as("its last word").isFalse();
        assertThat(returned(true, twice, full, said(1, Duration.ZERO, 3)))
                .as("the heartbeat stands still")
                .isFalse();
        assertThat(returned(true, twice, full, said(0, Duration.ZERO, 0)))
                .as("the heartbeat said that none serves")
                .isFalse();
        assertThat(returned(true, twice, full, Evidence.none())).isFalse();
        assertThat(returned(true, twice, Optional.empty(), beating)).isFalse();
        assertThat(returned(true, twice, Optional.of(Mode.DEGRADED), beating)).isTrue();
        assertThat(returned(true, twice, Optional.of(Mode.FAILBACK), beating)).isTrue();
        assertThat(returned(true, twice, Optional.of(Mode.OUTAGE), beating)).isFalse();
        assertThat(returned(true, twice, Optional.of(Mode.EMERGENCY), beating)).isFalse();
        Duration window = Duration.ofMinutes(10);
        assertThat(returned(true, said(2, window.minusMillis(1), 0), Optional.empty(), Evidence.none()))
                .isFalse();
        assertThat(returned(true, said(2, window, 0), Optional.empty(), Evidence.none()))
                .isTrue();
        assertThat(new FailbackEligibility()
                        .passes(POLICY, seen(full, Map.of("edge", box(true, Map.of()))), reports(Map.of(), beating)))
                .as("a box that never said anything")
                .isFalse();
    }

    @Test
    void aHeartbeatBeatsWhileFewerThanTheThresholdAreMissing() {
        assertThat(FailbackEligibility.heartbeatRises(POLICY, Evidence.none())).isFalse();
        assertThat(FailbackEligibility.heartbeatRises(
                        POLICY, new Evidence(0, Optional.of(NOW), 0, 1, 2, Duration.ZERO)))
                .isTrue();
        assertThat(FailbackEligibility.heartbeatRises(
                        POLICY, new Evidence(0, Optional.of(NOW), 0, 1, 3, Duration.ZERO)))
                .isFalse();
    }

    private static SiteState site(Admission admission, CheckResult last) {
        return new SiteState(
                Health.HEALTHY, NOW, Optional.empty(), Optional.empty(), admission, Evidence.none(), last, "");
    }

    private static Transition change(Optional<SiteName> to, Optional<Instant> routed, Optional<Instant> served) {
        return new Transition(
                Mode.FULL,
                Mode.DEGRADED,
                Optional.of(A),
                to,
                2,
                "why",
                new TransitionTimes(Optional.of(NOW), NOW, routed, served));
    }

    private static Transition completed(Transition transition, CheckResult last, Map<String, FrontDoorReport> boxes) {
        Map<SiteName, SiteState> sites =
                Map.of(A, site(Admission.FAILED, CheckResult.DEAD), B, site(Admission.ADMITTED, last));
        return TransitionProgress.complete(
                POLICY,
                transition,
                new State(
                        new State.Roles(Mode.DEGRADED, Optional.of(B), 2, CloudRole.STANDBY),
                        sites,
                        State.History.EMPTY,
                        ReportEvidence.NONE,
                        new State.Clock(NOW, NOW),
                        HandledRequest.none()),
                seen(Optional.empty(), boxes),
                NOW.plusSeconds(9));
    }

    @Test
    void aChangeIsRoutedWhenNoFrontDoorUsesWhoIsNotAdmittedAndServedWhenOneUsesTheNewSite() {
        Optional<Instant> then = Optional.of(NOW.plusSeconds(9));
        Transition open = change(Optional.of(B), Optional.empty(), Optional.empty());
        assertThat(completed(open, CheckResult.SERVING, Map.of("edge", box(true, Map.of(A, true, B, true)))))
                .as("still uses the lost one, and already the new one")
                .isEqualTo(change(Optional.of(B), Optional.empty(), then));
        assertThat(completed(open, CheckResult.SERVING, Map.of("edge", box(true, Map.of(A, false, B, false)))))
                .as("routed, not served: the front door knows better than the check")
                .isEqualTo(change(Optional.of(B), then, Optional.empty()));
        assertThat(completed(open, CheckResult.SERVING, Map.of("edge", box(true, Map.of(B, true)))))
                .isEqualTo(change(Optional.of(B), then, then));
        assertThat(completed(
                        open,
                        CheckResult.SERVING,
                        Map.of("edge", box(true, Map.of(B, true)), "b", box(true, Map.of(A, true)))))
                .as("every front door that answers")
                .isEqualTo(change(Optional.of(B), Optional.empty(), then));
        assertThat(completed(
                        open,
                        CheckResult.SERVING,
                        Map.of("edge", box(true, Map.of(B, true)), "a", box(false, Map.of(A, true)))))
                .as("one that does not answer is not waited for")
                .isEqualTo(change(Optional.of(B), then, then));
    }

    @Test
    void withoutAFrontDoorTheSitesOwnCheckSaysThatItServes() {
        Optional<Instant> then = Optional.of(NOW.plusSeconds(9));
        Transition open = change(Optional.of(B), Optional.empty(), Optional.empty());
        assertThat(completed(open, CheckResult.SERVING, Map.of()))
                .isEqualTo(change(Optional.of(B), Optional.empty(), then));
        assertThat(completed(open, CheckResult.SERVING, Map.of("a", box(false, Map.of()))))
                .isEqualTo(change(Optional.of(B), Optional.empty(), then));
        assertThat(completed(open, CheckResult.DEAD, Map.of())).isSameAs(open);
        Transition nowhere = change(Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(completed(nowhere, CheckResult.SERVING, Map.of())).isSameAs(nowhere);
    }

    @Test
    void aTimeOnceNotedStays() {
        Optional<Instant> earlier = Optional.of(NOW.plusSeconds(1));
        Optional<Instant> then = Optional.of(NOW.plusSeconds(9));
        Map<String, FrontDoorReport> good = Map.of("edge", box(true, Map.of(B, true)));
        assertThat(completed(change(Optional.of(B), earlier, Optional.empty()), CheckResult.SERVING, good))
                .isEqualTo(change(Optional.of(B), earlier, then));
        assertThat(completed(change(Optional.of(B), Optional.empty(), earlier), CheckResult.SERVING, good))
                .isEqualTo(change(Optional.of(B), then, earlier));
        Transition whole = change(Optional.of(B), earlier, earlier);
        assertThat(completed(whole, CheckResult.SERVING, good)).isSameAs(whole);
    }
}
