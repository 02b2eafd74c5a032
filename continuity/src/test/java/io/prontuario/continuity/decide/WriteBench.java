package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The write authority on a bench: what the databases say is set by hand. It begins with epoch 3 of the primary, both copies at 10. */
final class WriteBench {
    static final ReplicaStatus SILENT = new ReplicaStatus(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);
    static final SyncSet BOTH = new SyncSet(4, Set.of(SECONDARY, SyncSet.WITNESS), 1);

    Policy policy = Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY);
    WritePolicy writing = new WritePolicy(true, Optional.empty());
    WriterEpoch writerEpoch = WriterEpoch.grantedTo(PRIMARY, 3, Cause.FIRST, List.of(BOTH));
    final Map<SiteName, ReplicaStatus> nodes = new HashMap<>();
    final Map<SiteName, SiteState> sites = new HashMap<>();
    WitnessStatus witness = new WitnessStatus(Answer.YES, 3, 0, 10, 3, false, true, true);
    Answer quorum = Answer.YES;
    Optional<PeerClusterStatus> peer = Optional.empty();
    Proofs proofs = Proofs.none();
    Optional<Boolean> projectionLagging = Optional.of(false);
    OptionalLong inbox = OptionalLong.of(0);
    boolean rateLimited;
    CloudRole cloudRole = CloudRole.ACTIVE;
    Instant now = START;
    WriteDecision last;

    WriteBench() {
        nodes.put(PRIMARY, writer(3, 10, 4));
        nodes.put(SECONDARY, copy(3, 10));
        nodes.put(SiteName.CLOUD, copy(3, 10));
        sites.put(PRIMARY, site(Health.HEALTHY, Admission.ADMITTED));
        sites.put(SECONDARY, site(Health.HEALTHY, Admission.ADMITTED));
    }

    static ReplicaStatus writer(long epoch, long position, long set) {
        return new ReplicaStatus(Answer.YES, epoch, position, epoch, 0, OptionalLong.of(set), 0, 7);
    }

    static ReplicaStatus copy(long epoch, long position) {
        return fenced(epoch, position, epoch);
    }

    static ReplicaStatus fenced(long epoch, long position, long seal) {
        return new ReplicaStatus(Answer.YES, epoch, position, seal, 0, OptionalLong.empty(), 0, 7);
    }

    static ReplicaStatus demoted(long epoch, long position) {
        return new ReplicaStatus(Answer.YES, epoch, position, epoch, epoch, OptionalLong.empty(), 0, 7);
    }

    static WitnessStatus witness(long epoch, long from, long to, long seal) {
        return new WitnessStatus(Answer.YES, epoch, from, to, seal, false, false, true);
    }

    static WitnessStatus silentWitness() {
        return new WitnessStatus(Answer.NO, 0, 0, 0, 0, false, false, false);
    }

    static SiteState site(Health health, Admission admission) {
        return new SiteState(
                health, START, Optional.empty(), Optional.empty(), admission, Evidence.none(), CheckResult.UNKNOWN, "");
    }

    /** The primary is decided failed, and its database and its stream are silent. */
    WriteBench primaryLost() {
        sites.put(PRIMARY, site(Health.UNHEALTHY, Admission.FAILED));
        nodes.put(PRIMARY, SILENT);
        witness = witness(3, 0, 10, 3);
        return this;
    }

    WriteBench asks(PlannedChangeKind kind, SiteName to) {
        writing = new WritePolicy(true, Optional.of(new WritePolicy.Request("r1", kind, to, START.plusSeconds(60))));
        return this;
    }

    WriteBench inCloud() {
        policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY);
        writerEpoch = WriterEpoch.vacant(3, "");
        return this;
    }

    WriterEpoch decide() {
        last = new WriteAuthority().decide(writing, outcome(), writerEpoch, data(), now);
        writerEpoch = last.next();
        return writerEpoch;
    }

    FailoverOutcome outcome() {
        boolean paused = policy.requests()
                .pause()
                .filter(pause -> now.isBefore(pause.until()))
                .isPresent();
        return new FailoverOutcome(policy, sites, cloudRole, paused, rateLimited);
    }

    DatabaseObservation data() {
        return new DatabaseObservation(nodes, witness, quorum, peer, proofs, projectionLagging, inbox);
    }

    boolean blocked(SafetyRule rule) {
        return last.verdicts().stream().anyMatch(v -> !v.allowed() && v.rule() == rule);
    }

    <A extends WriteAction> List<A> told(Class<A> kind) {
        return last.actions().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
