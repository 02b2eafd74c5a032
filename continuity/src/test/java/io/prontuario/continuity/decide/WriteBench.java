package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.HandledRequest;
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
import java.util.stream.Collectors;

/** The write authority on a bench: what the databases say is set by hand. It begins with epoch 3 of the primary, both copies at 10. */
final class WriteBench {
    static final ReplicaStatus SILENT = ReplicaStatus.SILENT;
    static final SyncSet BOTH = new SyncSet(4, Set.of(SECONDARY, SyncSet.WITNESS), 1);

    Policy policy = Bench.policy(OperatorRole.ONSITE, PRIMARY, SECONDARY);
    WritePolicy writing = new WritePolicy(true, Optional.empty());
    WriterEpoch writerEpoch = WriterEpoch.grantedTo(PRIMARY, 3, Cause.FIRST, List.of(BOTH));
    final Map<SiteName, ReplicaStatus> nodes = new HashMap<>();
    final Map<SiteName, SiteState> sites = new HashMap<>();
    WitnessStatus witness = new WitnessStatus(new WitnessWal(3, 0, 10, true), new WitnessFence(3, false), true);
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
        return new ReplicaStatus(
                new Wal(epoch, position, false), new Refused(epoch, 0), Optional.of(new Writing(set, 0)), 7);
    }

    /** WAL arrives at it. */
    static ReplicaStatus copy(long epoch, long position) {
        return new ReplicaStatus(new Wal(epoch, position, true), new Refused(epoch, 0), Optional.empty(), 7);
    }

    /** It answers, and no WAL arrives at it. */
    static ReplicaStatus quiet(long epoch, long position) {
        return fenced(epoch, position, epoch);
    }

    static ReplicaStatus fenced(long epoch, long position, long seal) {
        return new ReplicaStatus(new Wal(epoch, position, false), new Refused(seal, 0), Optional.empty(), 7);
    }

    static ReplicaStatus demoted(long epoch, long position) {
        return new ReplicaStatus(new Wal(epoch, position, false), new Refused(epoch, epoch), Optional.empty(), 7);
    }

    static WitnessStatus witness(long epoch, long from, long to, long seal) {
        return new WitnessStatus(new WitnessWal(epoch, from, to, false), new WitnessFence(seal, false), true);
    }

    static WitnessStatus silentWitness() {
        return WitnessStatus.SILENT;
    }

    static SiteState site(Health health, Admission admission) {
        return new SiteState(
                health, START, Optional.empty(), Optional.empty(), admission, Evidence.none(), CheckResult.UNKNOWN, "");
    }

    /** The primary's database does not answer, and no WAL arrives anywhere; what its host's checks say is not asked. */
    WriteBench primaryLost() {
        nodes.put(PRIMARY, SILENT);
        nodes.put(SECONDARY, quiet(3, 10));
        witness = witness(3, 0, 10, 3);
        return this;
    }

    WriteBench asks(PlannedChangeKind kind, SiteName to) {
        writing = new WritePolicy(true, Optional.of(new WritePolicy.Request("r1", kind, to, START.plusSeconds(60))));
        return this;
    }

    WriteBench inCloud() {
        policy = Bench.policy(OperatorRole.CLOUD, PRIMARY, SECONDARY);
        writerEpoch = WriterEpoch.vacant(3, HandledRequest.none());
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

    /** What this rule said when it blocked something. */
    String said(SafetyRule rule) {
        return last.verdicts().stream()
                .filter(v -> !v.allowed() && v.rule() == rule)
                .map(Verdict::message)
                .collect(Collectors.joining("; "));
    }

    boolean blocked(SafetyRule rule) {
        return last.verdicts().stream().anyMatch(v -> !v.allowed() && v.rule() == rule);
    }

    <A extends WriteAction> List<A> told(Class<A> kind) {
        return last.actions().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
