package io.prontuario.continuity.decide;

import static io.prontuario.continuity.decide.Bench.PRIMARY;
import static io.prontuario.continuity.decide.Bench.SECONDARY;
import static io.prontuario.continuity.decide.Bench.START;

import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.DataSeen.Answer;
import io.prontuario.continuity.model.DataSeen.NodeSeen;
import io.prontuario.continuity.model.DataSeen.OtherSide;
import io.prontuario.continuity.model.DataSeen.Proofs;
import io.prontuario.continuity.model.DataSeen.WitnessSeen;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriteRight;
import io.prontuario.continuity.model.WriteRight.Cause;
import io.prontuario.continuity.model.WriteRight.Phase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The write right on a bench: what the databases say is set by hand. It begins with epoch 3 of the primary, both copies at 10. */
final class WriteBench {
    static final NodeSeen SILENT = new NodeSeen(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);
    static final SyncSet BOTH = new SyncSet(4, Set.of(SECONDARY, SyncSet.WITNESS), 1);

    Policy policy =
            Bench.policy(Vantage.ONSITE, PRIMARY, SECONDARY).withWriting(new WritePolicy(true, Optional.empty()));
    WriteRight right =
            new WriteRight(3, Optional.of(PRIMARY), Phase.HELD, Cause.FIRST, Optional.empty(), List.of(BOTH), "");
    final Map<SiteName, NodeSeen> nodes = new HashMap<>();
    final Map<SiteName, SiteState> sites = new HashMap<>();
    WitnessSeen witness = new WitnessSeen(Answer.YES, 3, 0, 10, 3, false, true, true);
    Answer quorum = Answer.YES;
    Optional<OtherSide> otherSide = Optional.empty();
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

    static NodeSeen writer(long epoch, long position, long set) {
        return new NodeSeen(Answer.YES, epoch, position, epoch, 0, OptionalLong.of(set), 0, 7);
    }

    static NodeSeen copy(long epoch, long position) {
        return sealed(epoch, position, epoch);
    }

    static NodeSeen sealed(long epoch, long position, long seal) {
        return new NodeSeen(Answer.YES, epoch, position, seal, 0, OptionalLong.empty(), 0, 7);
    }

    static NodeSeen released(long epoch, long position) {
        return new NodeSeen(Answer.YES, epoch, position, epoch, epoch, OptionalLong.empty(), 0, 7);
    }

    static WitnessSeen witness(long epoch, long from, long to, long seal) {
        return new WitnessSeen(Answer.YES, epoch, from, to, seal, false, false, true);
    }

    static WitnessSeen silentWitness() {
        return new WitnessSeen(Answer.NO, 0, 0, 0, 0, false, false, false);
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
        policy = Bench.policy(Vantage.CLOUD, PRIMARY, SECONDARY)
                .withWriting(policy.writing().orElseThrow());
        right = new WriteRight(3, Optional.empty(), Phase.VACANT, Cause.FIRST, Optional.empty(), List.of(), "");
        return this;
    }

    WriteRight decide() {
        DataSeen seen = new DataSeen(nodes, witness, quorum, otherSide, proofs, projectionLagging, inbox);
        last = new WriteDecider().decide(policy, sites, damped, cloudServes, siteReturned, right, seen, now);
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
