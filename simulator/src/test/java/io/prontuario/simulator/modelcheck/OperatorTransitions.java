package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.WriteDecision;
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
    private static final SiteState DRAINED = site(Health.HEALTHY, Admission.DRAINED);

    private static final Policy POLICY = new Policy(
            OperatorRole.ONSITE,
            List.of(ClusterState.A, ClusterState.B),
            true,
            new Policy.Thresholds(Duration.ofSeconds(5), 1, 1),
            new Policy.Windows(Duration.ZERO, Duration.ZERO, Duration.ZERO),
            new Policy.Automation(true, true),
            new Policy.RateLimit(1000, Duration.ofHours(1)),
            Policy.Requests.NONE);

    private final WriteAuthority authority;
    private final boolean cloudMayWrite;

    OperatorTransitions(WriteAuthority authority, boolean cloudMayWrite) {
        this.authority = authority;
        this.cloudMayWrite = cloudMayWrite;
    }

    /**
     * What surrounds one decision.
     *
     * @param writerFailed this operator's polls of the writer's database fail, whatever the database does
     * @param drained the writer's host was drained for a person
     * @param returned cloud: whether it says that hosts serve again
     */
    record DecisionInputs(
            boolean writerFailed,
            boolean paused,
            boolean drained,
            Optional<Request> request,
            Proofs proofs,
            OptionalLong inbox,
            boolean returned) {}

    /** The state after this operator has looked, decided and recorded. An operator that cannot record changes nothing. */
    Step decide(ClusterState state, int operator, DatabaseObservation facts, DecisionInputs round, String name) {
        boolean cloud = operator == ClusterState.CLOUD_OPERATOR;
        WriterEpoch before = cloud ? state.cloudRecord() : state.record();
        DatabaseObservation reached = ObservationModel.with(facts, round.proofs(), round.inbox());
        DatabaseObservation seen = round.writerFailed() && before.writer().isPresent()
                ? ObservationModel.without(reached, before.writer().get())
                : reached;
        WriteDecision decision = authority.decide(
                new WritePolicy(cloudMayWrite, round.request()), outcome(cloud, round, before), before, seen, NOW);
        Optional<String> broken = SafetyChecks.check(state, operator, round, seen, before, decision);
        boolean records = cloud || state.quorum(ClusterState.OPERATOR_ON[operator]);
        if (!records || broken.isPresent()) {
            return new Step(name, state, broken);
        }
        return new Step(name, recorded(state, operator, before, decision), Optional.empty());
    }

    private static ClusterState recorded(ClusterState state, int operator, WriterEpoch before, WriteDecision decision) {
        // every request has an id of its own, and what was refused may be asked for again
        WriterEpoch next = decision.next().withRequest(HandledRequest.none());
        StateBuilder change = StateBuilder.of(state).told(decision.actions());
        boolean granted = next.epoch() > before.epoch() && next.phase() == WriterEpoch.Phase.GRANTED;
        if (operator == ClusterState.CLOUD_OPERATOR) {
            change.cloudRecord(next);
            if (granted && next.cause() == WriterEpoch.Cause.DISASTER) {
                change.granted(next.epoch());
                String kept = state.acked()
                        .chars()
                        .filter(write -> state.cloud().log().indexOf(write) >= 0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                change.acked(kept, state.ackedEpoch()); // what the cloud lacks is lost, within the disaster's RPO
            }
        } else {
            change.record(next);
            if (granted && !(next.isWriter(SiteName.CLOUD) && next.cause() == WriterEpoch.Cause.DISASTER)) {
                change.granted(next.epoch());
            }
        }
        return change.done();
    }

    /** In the cloud: it has taken over, until it has the writer and hosts serve again. */
    private static FailoverOutcome outcome(boolean cloud, DecisionInputs round, WriterEpoch before) {
        CloudRole role =
                before.phase() == WriterEpoch.Phase.GRANTED && round.returned() ? CloudRole.STANDBY : CloudRole.ACTIVE;
        return new FailoverOutcome(
                policy(before, round).withOperatorRole(cloud ? OperatorRole.CLOUD : OperatorRole.ONSITE),
                sites(before, round.drained()),
                role,
                round.paused(),
                false);
    }

    private static Policy policy(WriterEpoch writerEpoch, DecisionInputs round) {
        return round.drained()
                ? POLICY.withRequests(Policy.Requests.NONE.withDrain(new DrainRequest(
                        "d", PlannedChangeKind.SWITCHOVER, writerEpoch.writer().orElseThrow(), NOW.plusSeconds(60))))
                : POLICY;
    }

    private static Map<SiteName, SiteState> sites(WriterEpoch writerEpoch, boolean drained) {
        boolean a = drained && writerEpoch.writer().equals(Optional.of(ClusterState.A));
        boolean b = drained && writerEpoch.writer().equals(Optional.of(ClusterState.B));
        return Map.of(ClusterState.A, a ? DRAINED : WELL, ClusterState.B, b ? DRAINED : WELL);
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
