package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The write right on a bench: what the databases say is set by hand. It begins with epoch 3 of the primary, both copies at 10. */
final class WriteBench {
    static final ReplicaStatus SILENT = new ReplicaStatus(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);
    static final SyncSet BOTH = new SyncSet(4, Set.of(SECONDARY, SyncSet.WITNESS), 1);

    Policy policy =
            Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY).withWriting(new WritePolicy(true, Optional.empty()));
    WriterEpoch right =
            new WriterEpoch(3, Optional.of(PRIMARY), Phase.HELD, Cause.FIRST, Optional.empty(), List.of(BOTH), "");
    final Map<SiteName, ReplicaStatus> nodes = new HashMap<>();
    final Map<SiteName, SiteState> sites = new HashMap<>();
    WitnessStatus witness = new WitnessStatus(Answer.YES, 3, 0, 10, 3, false, true, true);
    Answer quorum = Answer.YES;
    Optional<PeerClusterStatus> otherSide = Optional.empty();
    Proofs proofs = Proofs.none();
    Optional<Boolean> projectionLagging = Optional.of(false);
    OptionalLong inbox = OptionalLong.of(0);
    boolean damped;
    boolean cloudServes = true;
    boolean siteReturned;
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
        return sealed(epoch, position, epoch);
    }

    static ReplicaStatus sealed(long epoch, long position, long seal) {
        return new ReplicaStatus(Answer.YES, epoch, position, seal, 0, OptionalLong.empty(), 0, 7);
    }

    static ReplicaStatus released(long epoch, long position) {
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

    WriteBench asks(WritePolicy.Verb verb, SiteName to) {
        policy = policy.withWriting(
                new WritePolicy(true, Optional.of(new WritePolicy.Request("r1", verb, to, START.plusSeconds(60)))));
        return this;
    }

    WriteBench inCloud() {
        policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY)
                .withWriting(policy.writing().orElseThrow());
        right = new WriterEpoch(3, Optional.empty(), Phase.VACANT, Cause.FIRST, Optional.empty(), List.of(), "");
        return this;
    }

    WriterEpoch decide() {
        DatabaseObservation seen =
                new DatabaseObservation(nodes, witness, quorum, otherSide, proofs, projectionLagging, inbox);
        last = new WriteAuthority().decide(policy, sites, damped, cloudServes, siteReturned, right, seen, now);
        right = last.next();
        return right;
    }

    boolean held(String guard) {
        return last.verdicts().stream().anyMatch(v -> !v.allowed() && v.guard().equals(guard));
    }

    <A extends WriteAction> List<A> told(Class<A> kind) {
        return last.actions().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
