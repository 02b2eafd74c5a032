package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Leave;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.Remembered;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.continuity.rules.Damping;
import io.prontuario.continuity.rules.Guard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The decider that runs: look, judge, record, act, report. */
public final class PhasedDecider implements FailoverDecider {
    private final Set<Guard> guards;

    public PhasedDecider() {
        this(Guard.all());
    }

    /** With some guards removed: for showing what each is for, never for use. */
    public PhasedDecider(Set<Guard> guards) {
        this.guards = guards;
    }

    /** On site nothing serves until something is seen to. In the cloud nothing is taken over until it must be. */
    @Override
    public State initial(Policy policy, Instant now) {
        boolean standby = policy.vantage() == Vantage.CLOUD && !policy.hosts().isEmpty();
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

    @Override
    public State restore(Policy policy, Remembered remembered, State warm, Instant now) {
        return Restoring.restore(policy, remembered, warm, now);
    }

    @Override
    public State observe(Policy policy, State state, Observation seen, Instant now) {
        Round round = new Round(guards, policy, state, seen, now);
        Map<SiteName, SiteState> sites = Looking.sites(round);
        Map<String, Evidence> frontDoors = Looking.frontDoors(round);
        return new State(
                state.mode(),
                state.active(),
                state.epoch(),
                sites,
                state.transitions(),
                state.roleChanges(),
                state.noHostServes(),
                frontDoors,
                Looking.heartbeat(round, frontDoors),
                state.follow(),
                Looking.steady(round),
                now,
                state.writing(),
                state.leave());
    }

    @Override
    public Decision decide(Policy policy, State state, Observation seen, Instant now) {
        Round round = new Round(guards, policy, state, seen, now);
        // look
        Map<SiteName, SiteState> sites = Looking.sites(round);
        Map<String, Evidence> frontDoors = Looking.frontDoors(round);
        Evidence heartbeat = Looking.heartbeat(round, frontDoors);
        Instant steady = Looking.steady(round);
        // judge
        Evidence noHostServes = Evidence.none();
        Evidence follow = Evidence.none();
        Leave.Handled leave = state.leave();
        Target target;
        if (policy.hosts().isEmpty()) {
            target = HostlessJudge.judge(round, sites);
        } else if (policy.vantage() == Vantage.CLOUD) {
            CloudJudge judge = new CloudJudge(round, sites, frontDoors, heartbeat);
            noHostServes = judge.noHostServes();
            follow = judge.follow();
            target = judge.judge(noHostServes, follow, steady);
        } else {
            OnsiteJudge judge = new OnsiteJudge(round, sites);
            target = judge.judge(steady);
            leave = judge.leave();
        }
        // record
        Recording recording = Recording.of(round, target, steady);
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
        List<Action> actions = new ArrayList<>(Acting.actions(round, next));
        writing.ifPresent(decided -> actions.addAll(decided.actions()));
        return new Decision(
                next, actions, Reporting.conditions(round, next), Recheck.after(round, next), round.verdicts());
    }

    /** The write right is told what the route right judged, and tells it nothing. */
    private Optional<WriteDecision> writing(Round round, Target target, Instant steady) {
        if (round.policy.writing().isEmpty()) {
            return Optional.empty();
        }
        boolean damped = !Damping.allows(guards, round.policy, round.before.roleChanges(), steady);
        boolean takenOver = CloudJudge.takenOver(target.mode());
        WriteDecision decided = new WriteDecider(guards)
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
