package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The decider that runs: look, judge, record, act, report. */
public class FailoverDecider {
    private final Set<SafetyRule> guards;

    public FailoverDecider() {
        this(SafetyRule.all());
    }

    /** With some guards removed: for showing what each is for, never for use. */
    public FailoverDecider(Set<SafetyRule> guards) {
        this.guards = guards;
    }

    /** On site nothing serves until something is seen to. In the cloud nothing is taken over until it must be. */
    public State initial(Policy policy, Instant now) {
        boolean standby =
                policy.operatorRole() == OperatorRole.CLOUD && !policy.hosts().isEmpty();
        return new State(
                standby ? Mode.DEGRADED : Mode.OUTAGE,
                Optional.empty(),
                0,
                Map.of(),
                List.of(),
                List.of(),
                Evidence.none(),
                Map.of(),
                Evidence.none(),
                Evidence.none(),
                now,
                now);
    }

    public State restore(Policy policy, PersistedState remembered, State warm, Instant now) {
        return StateRestorer.restore(policy, remembered, warm, now);
    }

    /** As above, with no evidence of one's own. */
    public State restore(Policy policy, PersistedState remembered, Instant now) {
        return restore(policy, remembered, initial(policy, now), now);
    }

    public State observe(Policy policy, State state, Observation seen, Instant now) {
        DecisionContext round = new DecisionContext(guards, policy, state, seen, now);
        Map<SiteName, SiteState> sites = HealthTracker.sites(round);
        Map<String, Evidence> frontDoors = HealthTracker.frontDoors(round);
        return new State(
                state.mode(),
                state.active(),
                state.epoch(),
                sites,
                state.transitions(),
                state.roleChanges(),
                state.noHostServes(),
                frontDoors,
                HealthTracker.heartbeat(round, frontDoors),
                state.follow(),
                HealthTracker.steady(round),
                now,
                state.writing(),
                state.leave());
    }

    public Decision decide(Policy policy, State state, Observation seen, Instant now) {
        DecisionContext round = new DecisionContext(guards, policy, state, seen, now);
        // look
        Map<SiteName, SiteState> sites = HealthTracker.sites(round);
        Map<String, Evidence> frontDoors = HealthTracker.frontDoors(round);
        Evidence heartbeat = HealthTracker.heartbeat(round, frontDoors);
        Instant steady = HealthTracker.steady(round);
        // judge
        Evidence noHostServes = Evidence.none();
        Evidence follow = Evidence.none();
        DrainRequest.Handled leave = state.leave();
        ProposedState target;
        if (policy.hosts().isEmpty()) {
            target = CloudOnlyPolicy.judge(round, sites);
        } else if (policy.operatorRole() == OperatorRole.CLOUD) {
            CloudTakeoverPolicy judge = new CloudTakeoverPolicy(round, sites, frontDoors, heartbeat);
            noHostServes = judge.noHostServes();
            follow = judge.follow();
            target = judge.judge(noHostServes, follow, steady);
        } else {
            OnSitePolicy judge = new OnSitePolicy(round, sites);
            target = judge.judge(steady);
            leave = judge.leave();
        }
        // record
        TransitionRecorder recording = TransitionRecorder.of(round, target, steady);
        Optional<WriteDecision> writing = writing(round, target, steady);
        State next = new State(
                target.mode(),
                target.active(),
                recording.epoch(),
                target.sites(),
                recording.transitions(),
                recording.roleChanges(),
                noHostServes,
                frontDoors,
                heartbeat,
                // what was counted for the host that is followed now counts for no other
                target.active().equals(state.active()) ? follow : Evidence.none(),
                steady,
                now,
                writing.map(WriteDecision::next).orElse(state.writing()),
                leave);
        // act and report
        List<Action> actions = new ArrayList<>(ActionPlanner.actions(round, next));
        writing.ifPresent(decided -> actions.addAll(decided.actions()));
        return new Decision(
                next,
                actions,
                ConditionBuilder.conditions(round, next),
                RequeueDelay.after(round, next),
                round.verdicts());
    }

    /** The write right is told what the route right judged, and tells it nothing. */
    private Optional<WriteDecision> writing(DecisionContext round, ProposedState target, Instant steady) {
        if (round.policy.writing().isEmpty()) {
            return Optional.empty();
        }
        boolean damped = !RoleChangeRateLimit.allows(guards, round.policy, round.before.roleChanges(), steady);
        boolean takenOver = CloudTakeoverPolicy.takenOver(target.mode());
        WriteDecision decided = new WriteAuthority(guards)
                .decide(
                        round.policy,
                        target.sites(),
                        damped,
                        takenOver,
                        !takenOver,
                        round.before.writing(),
                        round.seen.data(),
                        round.now);
        round.add(decided.verdicts());
        return Optional.of(decided);
    }
}
