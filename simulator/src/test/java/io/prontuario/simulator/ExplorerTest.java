package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.DecidersWithout;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state the decider can come to. With two hosts it takes minutes: {@code -Dprontuario.explore.hosts=2}. */
@Tag("slow")
class ExplorerTest {
    private static final int HOSTS = Integer.getInteger("prontuario.explore.hosts", 1);

    private static Policy policy(OperatorRole operatorRole) {
        List<SiteName> names = List.of(new SiteName("mac-studio-1"), new SiteName("mac-studio-2"));
        return Explorer.smallPolicy(
                Settings.referencePolicy(names.subList(0, HOSTS).toArray(SiteName[]::new)), operatorRole, 2);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftAndNothingBreaks(OperatorRole operatorRole) {
        Policy policy = policy(operatorRole);
        Explorer.Explored explored = new Explorer(policy, new FailoverDecider(), leaves(policy)).explore(5_000_000);
        System.out.printf(
                "%s, %d hosts: %,d states, %,d decisions, %s%n",
                operatorRole,
                policy.hosts().size(),
                explored.states(),
                explored.rounds(),
                explored.complete() ? "frontier empty" : "frontier not empty");
        assertThat(explored.broken()).isEmpty();
        assertThat(explored.complete()).as("%s states", explored.states()).isTrue();
        assertThat(explored.states()).isGreaterThan(300);
    }

    @Test
    void aDeciderWithoutAGuardIsFound() {
        assertThat(broken(OperatorRole.CLOUD, SafetyRule.TAKEOVER_EVIDENCE)).contains("TakeoverOnPositiveEvidence");
        assertThat(broken(OperatorRole.ONSITE, SafetyRule.FALL_THRESHOLD)).contains("HostsFailOnEvidence");
        assertThat(broken(OperatorRole.ONSITE, SafetyRule.ACTIVE_SITE_ELIGIBILITY))
                .contains("RoleOnlyToAPassingHost");
        assertThat(broken(OperatorRole.ONSITE, SafetyRule.EPOCH_INCREMENT)).contains("EpochsIncrease");
    }

    /** A drill of the first host and a switchover of the last, either of which may be on the object in any round. */
    static List<DrainRequest> leaves(Policy policy) {
        Instant until = Canonical.ORIGIN.plus(Duration.ofHours(1));
        int hosts = policy.hosts().size();
        return policy.operatorRole() == OperatorRole.CLOUD || hosts < 2
                ? List.of()
                : List.of(
                        new DrainRequest(
                                "drill", PlannedChangeKind.DRILL, policy.hosts().get(0), until),
                        new DrainRequest(
                                "switchover",
                                PlannedChangeKind.SWITCHOVER,
                                policy.hosts().get(hosts - 1),
                                until));
    }

    private static String broken(OperatorRole operatorRole, SafetyRule without) {
        return new Explorer(policy(operatorRole), DecidersWithout.failover(without))
                .explore(100_000)
                .broken()
                .toString();
    }
}
