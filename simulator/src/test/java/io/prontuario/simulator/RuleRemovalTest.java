package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a rule, a named invariant breaks on a schedule that is small enough to read. */
@Tag("slow")
public class RuleRemovalTest {
    /** One random schedule in a million needs it. */
    private static final long A_STALE_LAST_WORD = 229_012;

    /** Rules about the writer are removed in {@code WriteRuleRemovalTest}. */
    static Stream<SafetyRule> ofTheActiveSite() {
        return Arrays.stream(SafetyRule.values()).filter(rule -> !rule.concernsWriter());
    }

    @ParameterizedTest
    @MethodSource("ofTheActiveSite")
    void withoutTheRuleANamedInvariantBreaks(SafetyRule rule) {
        Checker checker = new Checker(Variants.of(variant(rule)), DecidersWithout.both(rule));
        Optional<Checker.Finding> finding =
                switch (rule) {
                    case STALE_REPORT_RESET -> checker.search(A_STALE_LAST_WORD, 1, 600_000, 6, events -> {});
                    case DRAIN_ELIGIBILITY, DRAIN_CANCELLATION -> checker.search(
                            1, 1500, seed -> Schedule.rehearsed(seed, 900_000, checker.nodes(), 6), events -> {});
                    default -> checker.search(1, 1500, 900_000, 6, events -> {});
                };
        assertThat(finding).as("nothing breaks without %s", rule).isPresent();
        assertThat(expected(rule))
                .extracting(Invariant::toString)
                .as(finding.get().describe(checker.nodes()))
                .contains(finding.get().violation().invariant());
        assertThat(finding.get().schedule().faults())
                .as("shrunk:\n%s", finding.get().describe(checker.nodes()))
                .hasSizeLessThanOrEqualTo(3);
    }

    private static String variant(SafetyRule rule) {
        return switch (rule) {
            case ROLE_CHANGE_RATE_LIMIT -> "damped";
            case PAUSE -> "paused";
            case MANUAL_MODE -> "manual";
            case STALE_REPORT_RESET, DRAIN_ELIGIBILITY, DRAIN_CANCELLATION -> "reference";
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
            default -> throw new IllegalArgumentException(rule + " is not about the active site");
        };
    }

    public static Set<Invariant> expected(SafetyRule rule) {
        return switch (rule) {
                // A result that counts twice is evidence for either side.
            case COUNT_ONCE -> Set.of(Invariant.HOSTS_FAIL_ON_EVIDENCE, Invariant.ROLE_ONLY_TO_A_PASSING_HOST);
            case FALL_THRESHOLD, UNKNOWN_IS_NO_EVIDENCE -> Set.of(Invariant.HOSTS_FAIL_ON_EVIDENCE);
            case ACCRUAL_CAP -> Set.of(
                    Invariant.HEALTHY_HOSTS_COME_BACK,
                    Invariant.ADMITTED_AFTER_THE_WINDOW,
                    Invariant.UNREADY_HOSTS_GET_THEIR_WINDOW);
            case RISE_THRESHOLD, ACTIVE_SITE_ELIGIBILITY -> Set.of(Invariant.ROLE_ONLY_TO_A_PASSING_HOST);
            case PEER_VETO -> Set.of(Invariant.VETO_HONOURED);
            case UNREADY_GRACE_PERIOD -> Set.of(Invariant.UNREADY_HOSTS_GET_THEIR_WINDOW);
            case BOOT_IDENTITY -> Set.of(Invariant.LATCH_ONLY_THE_ADMITTED_BOOT);
            case STABILIZATION -> Set.of(Invariant.ADMITTED_AFTER_THE_WINDOW);
            case TOTAL_OUTAGE_BYPASS -> Set.of(Invariant.TOTAL_OUTAGE_IS_NOT_WAITED_OUT);
            case ROLE_CHANGE_RATE_LIMIT -> Set.of(Invariant.ROLE_CHANGES_ARE_RATE_LIMITED);
            case PAUSE -> Set.of(Invariant.PAUSED_MEANS_NO_TRANSITION);
            case MANUAL_MODE -> Set.of(Invariant.MANUAL_MEANS_NO_ROLE_CHANGE);
            case TAKEOVER_EVIDENCE -> Set.of(Invariant.TAKEOVER_ON_POSITIVE_EVIDENCE);
            case FAILBACK_ELIGIBILITY, STALE_REPORT_RESET -> Set.of(Invariant.HAND_BACK_TO_A_STABLE_SITE);
            case EPOCH_INCREMENT -> Set.of(Invariant.EPOCHS_INCREASE);
            case DRAIN_ELIGIBILITY -> Set.of(Invariant.DRAINS_BEGIN_READY, Invariant.A_DRAINED_HOST_IS_NOT_NEEDED);
            case DRAIN_CANCELLATION -> Set.of(Invariant.A_DRAINED_HOST_IS_NOT_NEEDED);
            default -> throw new IllegalArgumentException(rule + " is not about the active site");
        };
    }
}
