package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one round of deciding about the write right starts from, and the verdicts and actions collected on the way. */
final class WriteDecisionContext {
    final Set<SafetyRule> guards;
    final Policy policy;
    final WritePolicy writing;
    final WriterEpoch before;
    final DatabaseObservation data;
    final WriteSurroundings around;
    final Instant now;
    final List<WriteAction> actions = new ArrayList<>(6);
    private final List<Verdict> verdicts = new ArrayList<>(4);

    WriteDecisionContext(
            Set<SafetyRule> guards,
            Policy policy,
            WriterEpoch before,
            DatabaseObservation data,
            WriteSurroundings around,
            Instant now) {
        this.guards = guards;
        this.policy = policy;
        this.writing = policy.writing().orElseThrow();
        this.before = before;
        this.data = data;
        this.around = around;
        this.now = now;
    }

    SiteState site(SiteName name) {
        return SiteState.in(around.sites(), name);
    }

    void held(Class<?> guard, String message) {
        verdicts.add(new Verdict(guard.getSimpleName(), false, message));
    }

    void allowed(Class<?> guard, String message) {
        verdicts.add(new Verdict(guard.getSimpleName(), true, message));
    }

    WriteDecision decided(WriterEpoch next) {
        return new WriteDecision(next, actions, verdicts);
    }

    /**
     * What the route right's judgement says.
     *
     * @param paused no automatic change
     * @param manual a person moves roles
     * @param damped the budget of role changes is used up
     * @param cloudServes cloud operatorRole: it has taken the requests over
     * @param siteReturned cloud operatorRole: hosts serve again and are stable
     */
    record WriteSurroundings(
            Map<SiteName, SiteState> sites,
            boolean paused,
            boolean manual,
            boolean damped,
            boolean cloudServes,
            boolean siteReturned) {}
}
