package io.prontuario.continuity.decide;

import io.prontuario.continuity.decide.WriteRound.WriteSurroundings;
import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.continuity.model.WriteRight;
import io.prontuario.continuity.rules.Guard;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.WriteQuorum;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Decides who may write. Pure, and apart from the route right: it is told what that judged, and never tells it anything. */
public final class WriteDecider {
    private final Set<Guard> guards;

    public WriteDecider() {
        this(Guard.all());
    }

    /** With some guards removed: for showing what each is for, never for use. */
    public WriteDecider(Set<Guard> guards) {
        this.guards = guards;
    }

    /**
     * One round of a platform whose database this operator looks after.
     *
     * @param policy with {@code writing}
     * @param sites as the route right judged them
     * @param damped whether the budget of role changes is used up
     * @param cloudServes cloud vantage: whether it has taken the requests over
     * @param siteReturned cloud vantage: whether hosts serve again and are stable
     */
    public WriteDecision decide(
            Policy policy,
            Map<SiteName, SiteState> sites,
            boolean damped,
            boolean cloudServes,
            boolean siteReturned,
            WriteRight before,
            DataSeen data,
            Instant now) {
        WriteSurroundings around = new WriteSurroundings(
                sites,
                PauseRule.paused(guards, policy, now),
                ManualMode.holdsFailover(guards, policy, before.epoch()),
                damped,
                cloudServes,
                siteReturned);
        WriteRound round = new WriteRound(guards, policy, before, data, around, now);
        if (!WriteQuorum.held(guards, data)) {
            round.held(WriteQuorum.class, "it is not known that decisions can be recorded: the write right stays");
            return round.decided(before);
        }
        return round.decided(
                policy.vantage() == Vantage.CLOUD ? new CloudWriting(round).judge() : new SiteWriting(round).judge());
    }
}
