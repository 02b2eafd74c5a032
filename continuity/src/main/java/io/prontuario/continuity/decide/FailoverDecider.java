package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.PersistedState;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.rules.FailoverRules;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Decides which site is active. A pure function of policy, state, observation and time. */
public class FailoverDecider {
    private final FailoverRules rules;

    public FailoverDecider() {
        this(FailoverRules.all());
    }

    FailoverDecider(FailoverRules rules) {
        this.rules = rules;
    }

    /** One round. The operator records {@link Decision#next()} and then carries out its actions. */
    public Decision decide(Policy policy, State before, Observation observation, Instant now) {
        DecisionContext context = new DecisionContext(rules, policy, before, observation, now);
        Observed observed = HealthTracker.observe(context);
        ProposedState proposed = propose(context, observed);
        State next = TransitionRecorder.record(context, observed, proposed);
        return new Decision(
                next,
                ActionPlanner.actions(context, next),
                ConditionBuilder.conditions(context, next),
                RequeueDelay.after(context, next),
                context.verdicts(),
                new FailoverOutcome(
                        policy,
                        next.sites(),
                        next.roles().cloud(),
                        context.paused(),
                        context.rateLimited(next.clock().steady())));
    }

    private static ProposedState propose(DecisionContext context, Observed observed) {
        if (context.policy.hosts().isEmpty()) {
            return CloudOnlyPolicy.propose(context, observed);
        }
        return context.policy.operatorRole() == OperatorRole.CLOUD
                ? CloudTakeoverPolicy.propose(context, observed)
                : OnSitePolicy.propose(context, observed);
    }

    /** Counts evidence and decides nothing: what a replica that does not lead does every round, to have evidence when it must lead. */
    public State observe(Policy policy, State before, Observation observation, Instant now) {
        Observed observed = HealthTracker.observe(new DecisionContext(rules, policy, before, observation, now));
        return new State(
                before.roles(),
                observed.sites(),
                before.history(),
                observed.reports(),
                observed.clock(),
                before.drain());
    }

    /**
     * The state to start from at a platform's creation, when nothing is recorded. On site no site serves until one is seen to. In the
     * cloud nothing is taken over until it must be.
     */
    public State initial(Policy policy, Instant now) {
        boolean standby = policy.cloudStandsBy();
        return new State(
                new State.Roles(standby ? Mode.DEGRADED : Mode.OUTAGE, Optional.empty(), 0, CloudRole.STANDBY),
                Map.of(),
                State.History.EMPTY,
                State.ReportEvidence.NONE,
                new State.Clock(now, now),
                HandledRequest.none());
    }

    /**
     * The state to go on from after an operator restart or a change of leader. Roles, admissions, health and history come from status;
     * evidence starts anew, unless {@code warm} (this replica's own {@link #observe} so far) has some.
     */
    public State restore(Policy policy, PersistedState persisted, State warm, Instant now) {
        return StateRestorer.restore(policy, persisted, warm, now);
    }

    /** As above, without evidence of this replica's own. */
    public State restore(Policy policy, PersistedState persisted, Instant now) {
        return restore(policy, persisted, initial(policy, now), now);
    }
}
