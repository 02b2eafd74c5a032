package io.prontuario.testbed.twofaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.testbed.demo.ObservedStatus;
import io.prontuario.testbed.demo.SiteNames;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillExpectationsTest {
    private static final SiteNames SITES = new SiteNames("a", "b", "edge", "cloud");

    @ParameterizedTest
    @CsvSource({
        "KILL_PRIMARY,     CUT_CLOUD,      true,  true",
        "CUT_CLOUD,        FREEZE_PRIMARY, true,  true",
        "KILL_PRIMARY,     KILL_EDGE,      true,  false",
        "FREEZE_SECONDARY, KILL_EDGE,      false, false",
        "FREEZE_SECONDARY, CUT_CLOUD,      false, true",
        "KILL_PRIMARY,     KILL_SECONDARY, false, false",
        "KILL_EDGE,        CUT_CLOUD,      true,  false",
    })
    void theStatusReportsASilentHostWhileTheControlPlaneRuns(
            FaultKind first, FaultKind second, boolean stretched, boolean missed) {
        assertThat(expected(first, second, stretched).hostToBeMissed().isPresent())
                .isEqualTo(missed);
    }

    @ParameterizedTest
    @CsvSource({
        "KILL_PRIMARY,   Degraded, b, true",
        "FREEZE_PRIMARY, Degraded, a, false",
        "KILL_SECONDARY, Degraded, a, true",
        "KILL_SECONDARY, Full,     a, false",
    })
    void theOtherHostIsActiveWhenOneIsMissing(FaultKind fault, String mode, String active, boolean misses) {
        assertThat(expected(fault, FaultKind.CUT_CLOUD, true).misses(fault, seen(mode, active)))
                .isEqualTo(misses);
    }

    @Test
    void aTimeIsComparedWithItsLimit() {
        assertThat(DrillExpectations.inTime("x", 0, OptionalLong.of(30_000_000_000L))
                        .passed())
                .isTrue();
        assertThat(DrillExpectations.inTime("x", 0, OptionalLong.of(30_001_000_000L))
                        .passed())
                .isFalse();
        assertThat(DrillExpectations.inTime("x", 0, OptionalLong.empty()).detail())
                .isEqualTo("not seen (bar 30000 ms)");
    }

    @Test
    void whileAHostServesTheCloudAndTheNameStay() {
        assertThat(DrillExpectations.cloudCalm(List.of(seen("Full", "a"))).passed())
                .isTrue();
        assertThat(DrillExpectations.cloudCalm(List.of(seen("Full", "a"), seen("Emergency", "cloud")))
                        .passed())
                .isFalse();
        assertThat(DrillExpectations.nameStayed(Set.of("site"), "site").passed())
                .isTrue();
        assertThat(DrillExpectations.nameStayed(Set.of("site", "cloud"), "site").passed())
                .isFalse();
        assertThat(DrillExpectations.nameStayed(Set.of(), "site").passed())
                .as("no request was sent")
                .isFalse();
    }

    @Test
    void withBothHostsDeadEveryLaterAnswerIsMarkedAsReduced() {
        GetRecord early = get(1_000, "b", "full", false);
        GetRecord cloud = get(3_000, "cloud", "emergency", true);
        GetRecord full = get(3_000, "b", "full", false);
        assertThat(emergency(early, cloud).passed()).isTrue();
        assertThat(emergency(early, cloud, full).passed()).isFalse();
        assertThat(emergency(early).passed()).as("nothing was answered").isFalse();
    }

    private static StepCheck emergency(GetRecord... gets) {
        return DrillExpectations.emergencyProfile(0, 10_000_000_000L, List.of(gets));
    }

    private static DrillExpectations expected(FaultKind first, FaultKind second, boolean stretched) {
        return new DrillExpectations(
                new DrillPlan(1, first, second, Duration.ofSeconds(1), Duration.ofSeconds(20)), SITES, stretched);
    }

    private static ObservedStatus seen(String mode, String active) {
        return new ObservedStatus(
                0,
                1,
                Serialization.unmarshal(
                        "---\n{mode: %s, activeSite: %s}".formatted(mode, active), PlatformStatus.class));
    }

    private static GetRecord get(long dueMillis, String site, String profile, boolean reduced) {
        return new GetRecord(
                0,
                dueMillis * 1_000_000,
                (dueMillis + 10) * 1_000_000,
                new ReadResult.Answered(site, profile, reduced));
    }
}
