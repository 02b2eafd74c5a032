package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guard is there for something: without it, a named invariant breaks, on a schedule small enough to read. */
public class RuleRemovalTest {
    /** One random schedule in a million needs it. */
    private static final long A_STALE_LAST_WORD = 229_012;

    /** Those of the write right are removed in {@code WriteGuardRemovalTest}. */
    static Stream<SafetyRule> ofTheActiveSite() {
        return Arrays.stream(SafetyRule.values()).filter(guard -> !guard.concernsWriter());
    }

    @ParameterizedTest
    @MethodSource("ofTheActiveSite")
    void withoutTheGuardANamedInvariantBreaks(SafetyRule guard) {
        Checker checker = new Checker(Variants.of(variant(guard)), DecidersWithout.both(guard));
        Optional<Checker.Finding> finding =
                switch (guard) {
                    case STALE_REPORT_RESET -> checker.search(A_STALE_LAST_WORD, 1, 600_000, 6, events -> {});
                    case DRAIN_ELIGIBILITY, DRAIN_CANCELLATION -> checker.search(
                            1, 1500, seed -> Schedule.rehearsed(seed, 900_000, checker.nodes(), 6), events -> {});
                    default -> checker.search(1, 1500, 900_000, 6, events -> {});
                };
        assertThat(finding).as("nothing breaks without %s", guard).isPresent();
        assertThat(expected(guard))
                .as(finding.get().describe(checker.nodes()))
                .contains(finding.get().violation().invariant());
        assertThat(finding.get().schedule().faults())
                .as("shrunk:\n%s", finding.get().describe(checker.nodes()))
                .hasSizeLessThanOrEqualTo(3);
    }

    private static String variant(SafetyRule guard) {
        return switch (guard) {
            case ROLE_CHANGE_RATE_LIMIT -> "damped";
            case PAUSE -> "paused";
            case MANUAL_MODE -> "manual";
            case STALE_REPORT_RESET, DRAIN_ELIGIBILITY, DRAIN_CANCELLATION -> "document";
            case COUNT_ONCE,
                    ACCRUAL_CAP,
                    UNKNOWN_IS_NO_EVIDENCE,
                    FALL_THRESHOLD,
                    RISE_THRESHOLD,
                    PEER_VETO,
                    UNREADY_GRACE_PERIOD,
                    BOOT_IDENTITY,
                    STABILIZATION,
                    TOTAL_OUTAGE_BYPASS,
                    ACTIVE_SITE_ELIGIBILITY,
                    TAKEOVER_EVIDENCE,
                    FAILBACK_ELIGIBILITY,
                    EPOCH_INCREMENT -> "short";
            default -> throw new IllegalArgumentException(guard + " is not about the active site");
        };
    }

    public static Set<String> expected(SafetyRule guard) {
        return switch (guard) {
            case COUNT_ONCE, FALL_THRESHOLD, UNKNOWN_IS_NO_EVIDENCE -> Set.of("GivenUpOnEvidence");
            case ACCRUAL_CAP -> Set.of("HealthyHostsComeBack", "AdmittedAfterTheWindow", "UnreadyHostsGetTheirWindow");
            case RISE_THRESHOLD, ACTIVE_SITE_ELIGIBILITY -> Set.of("RoleOnlyToAPassingHost");
            case PEER_VETO -> Set.of("VetoHonoured");
            case UNREADY_GRACE_PERIOD -> Set.of("UnreadyHostsGetTheirWindow");
            case BOOT_IDENTITY -> Set.of("LatchOnlyTheAdmittedBoot");
            case STABILIZATION -> Set.of("AdmittedAfterTheWindow");
            case TOTAL_OUTAGE_BYPASS -> Set.of("NothingServesIsNotWaitedOut");
            case ROLE_CHANGE_RATE_LIMIT -> Set.of("RoleChangesAreDamped");
            case PAUSE -> Set.of("PausedMeansNoTransition");
            case MANUAL_MODE -> Set.of("ManualMeansNoRoleChange");
            case TAKEOVER_EVIDENCE -> Set.of("TakeoverOnPositiveEvidence");
            case FAILBACK_ELIGIBILITY, STALE_REPORT_RESET -> Set.of("HandBackToAStableSite");
            case EPOCH_INCREMENT -> Set.of("EpochsIncrease");
            case DRAIN_ELIGIBILITY -> Set.of("LeavesBeginReady", "ALeftHostIsNotMissed");
            case DRAIN_CANCELLATION -> Set.of("ALeftHostIsNotMissed");
            default -> throw new IllegalArgumentException(guard + " is not about the active site");
        };
    }
}
