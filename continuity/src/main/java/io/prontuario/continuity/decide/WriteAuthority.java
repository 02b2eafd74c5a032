package io.prontuario.continuity.decide;

import io.prontuario.continuity.decide.WriteDecisionContext.WriteSurroundings;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.WriteQuorum;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Decides who may write. Pure, and apart from the route right: it is told what that judged, and never tells it anything. */
public final class WriteAuthority {
    private final Set<SafetyRule> guards;

    public WriteAuthority() {
        this(SafetyRule.all());
    }

    /** With some guards removed: for showing what each is for, never for use. */
    public WriteAuthority(Set<SafetyRule> guards) {
        this.guards = guards;
    }

    /**
     * One round of a platform whose database this operator looks after.
     *
     * @param policy with {@code writing}
     * @param sites as the route right judged them
     * @param damped whether the budget of role changes is used up
     * @param cloudServes cloud operatorRole: whether it has taken the requests over
     * @param siteReturned cloud operatorRole: whether hosts serve again and are stable
     */
    public WriteDecision decide(
            Policy policy,
            Map<SiteName, SiteState> sites,
            boolean damped,
            boolean cloudServes,
            boolean siteReturned,
            WriterEpoch before,
            DatabaseObservation data,
            Instant now) {
        WriteSurroundings around = new WriteSurroundings(
                sites,
                PauseRule.paused(guards, policy, now),
                ManualMode.holdsFailover(guards, policy, before.epoch()),
                damped,
                cloudServes,
                siteReturned);
        WriteDecisionContext round = new WriteDecisionContext(guards, policy, before, data, around, now);
        if (!WriteQuorum.held(guards, data)) {
            round.held(WriteQuorum.class, "it is not known that decisions can be recorded: the write right stays");
            return round.decided(before);
        }
        return round.decided(
                policy.operatorRole() == OperatorRole.CLOUD
                        ? new CloudWriteAuthority(round).judge()
                        : new OnSiteWriteAuthority(round).judge());
    }
}
