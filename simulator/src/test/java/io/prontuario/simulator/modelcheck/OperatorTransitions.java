package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.decide.WriteDecision;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WritePolicy.Request;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The real decider in an operator's place: it looks, decides, records, and has orders to send. */
final class OperatorTransitions {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SiteState WELL = site(Health.HEALTHY, Admission.ADMITTED);
    private static final SiteState FAILED = site(Health.UNHEALTHY, Admission.FAILED);

    private final WriteAuthority decider;
    private final boolean cloudMayWrite;

    OperatorTransitions(WriteAuthority decider, boolean cloudMayWrite) {
        this.decider = decider;
        this.cloudMayWrite = cloudMayWrite;
    }

    /**
     * What surrounds one decision.
     *
     * @param holderFailed what the route right says of the holder's host: it may be wrong
     * @param returned cloud: whether it says that hosts serve again
     */
    record Round(
            boolean holderFailed,
            boolean paused,
            Optional<Request> request,
            Proofs proofs,
            OptionalLong inbox,
            boolean returned) {}

    /** The tier after this operator has looked, decided and recorded. An operator that cannot record changes nothing. */
    Step decide(ClusterState tier, int operator, DatabaseObservation facts, Round round, String name) {
        boolean cloud = operator == ClusterState.CLOUD_OPERATOR;
        WriterEpoch before = cloud ? tier.cloudRecord() : tier.record();
        DatabaseObservation seen = ObservationModel.with(facts, round.proofs(), round.inbox());
        Policy policy = policy(cloud ? OperatorRole.CLOUD : OperatorRole.ONSITE, round);
        WriteDecision decision = decider.decide(
                policy, sites(before, round.holderFailed()), false, true, round.returned(), before, seen, NOW);
        Optional<String> broken = SafetyChecks.check(tier, operator, round, seen, before, decision);
        boolean records = cloud || tier.quorum(ClusterState.OPERATOR_ON[operator]);
        if (!records || broken.isPresent()) {
            return new Step(name, tier, broken);
        }
        return new Step(name, recorded(tier, operator, before, decision), Optional.empty());
    }

    private static ClusterState recorded(ClusterState tier, int operator, WriterEpoch before, WriteDecision decision) {
        // every request has an id of its own, and what was refused may be asked for again
        WriterEpoch next = decision.next().withRequest("");
        StateBuilder change = StateBuilder.of(tier).told(decision.actions());
        boolean granted = next.epoch() > before.epoch() && next.phase() == WriterEpoch.Phase.HELD;
        if (operator == ClusterState.CLOUD_OPERATOR) {
            change.cloudRecord(next);
            if (granted && next.cause() == WriterEpoch.Cause.DISASTER) {
                change.granted(next.epoch());
                String kept = tier.acked()
                        .chars()
                        .filter(write -> tier.cloud().log().indexOf(write) >= 0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                change.acked(kept, tier.ackedEpoch()); // what the cloud lacks is lost, within the disaster's RPO
            }
        } else {
            change.record(next);
            if (granted && !(next.heldBy(SiteName.CLOUD) && next.cause() == WriterEpoch.Cause.DISASTER)) {
                change.granted(next.epoch());
            }
        }
        return change.done();
    }

    private Policy policy(OperatorRole operatorRole, Round round) {
        return new Policy(
                        operatorRole,
                        List.of(ClusterState.A, ClusterState.B),
                        true,
                        Duration.ofSeconds(5),
                        1,
                        1,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        true,
                        true,
                        1000,
                        Duration.ofHours(1),
                        round.paused()
                                ? Optional.of(new Policy.Pause(NOW.plusSeconds(60), "searched"))
                                : Optional.empty())
                .withWriting(new WritePolicy(cloudMayWrite, round.request()));
    }

    private static Map<SiteName, SiteState> sites(WriterEpoch right, boolean holderFailed) {
        boolean a = holderFailed && right.holder().equals(Optional.of(ClusterState.A));
        boolean b = holderFailed && right.holder().equals(Optional.of(ClusterState.B));
        return Map.of(ClusterState.A, a ? FAILED : WELL, ClusterState.B, b ? FAILED : WELL);
    }

    private static SiteState site(Health health, Admission admission) {
        return new SiteState(
                health,
                NOW,
                Optional.empty(),
                Optional.empty(),
                admission,
                Evidence.none(),
                CheckResult.UNKNOWN,
                "searched");
    }
}
