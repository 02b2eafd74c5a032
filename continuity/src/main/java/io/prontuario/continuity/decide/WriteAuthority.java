package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.rules.WriteRules;
import java.time.Instant;
import java.util.List;

/**
 * Decides which database may write. A pure function, called after {@link FailoverDecider} and told its outcome; the failover decider is
 * told nothing in return.
 */
public class WriteAuthority {
    private final WriteRules rules;

    public WriteAuthority() {
        this(WriteRules.all());
    }

    WriteAuthority(WriteRules rules) {
        this.rules = rules;
    }

    /**
     * One round.
     *
     * @param failover the outcome of this round's failover decision
     * @param before as recorded
     */
    public WriteDecision decide(
            WritePolicy policy, FailoverOutcome failover, WriterEpoch before, DatabaseObservation data, Instant now) {
        WriteDecisionContext context = new WriteDecisionContext(rules, policy, failover, before, data, now);
        if (!rules.quorum.present(data)) {
            context.blocked(
                    SafetyRule.WRITE_QUORUM,
                    "it is not known that decisions can be recorded: the writer does not change");
            return decision(context, before, List.of());
        }
        if (context.onSite()) {
            OnSiteWriteAuthority authority = new OnSiteWriteAuthority(context);
            WriterEpoch next = authority.next();
            return decision(context, next, authority.actions(next));
        }
        CloudWriteAuthority authority = new CloudWriteAuthority(context);
        WriterEpoch next = authority.next();
        return decision(context, next, authority.actions(next));
    }

    /** The writer's conditions of a platform whose database is not observed, so that its writer is not decided. */
    public static List<Condition> conditionsWithoutObservation() {
        return WriterConditions.withoutObservation();
    }

    private static WriteDecision decision(WriteDecisionContext context, WriterEpoch next, List<WriteAction> actions) {
        return new WriteDecision(next, actions, WriterConditions.of(context, next), context.verdicts());
    }
}
