package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.FailoverOutcome;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.WritePolicy;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.rules.WriteRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The inputs of one decision about the writer, which no step changes, and the log of what the rules said. */
final class WriteDecisionContext {
    final WriteRules rules;
    final WritePolicy policy;
    final FailoverOutcome failover;
    final WriterEpoch before;
    final DatabaseObservation data;
    final Instant now;
    private final List<Verdict> verdicts = new ArrayList<>(4);

    WriteDecisionContext(
            WriteRules rules,
            WritePolicy policy,
            FailoverOutcome failover,
            WriterEpoch before,
            DatabaseObservation data,
            Instant now) {
        this.rules = rules;
        this.policy = policy;
        this.failover = failover;
        this.before = before;
        this.data = data;
        this.now = now;
    }

    List<SiteName> hosts() {
        return failover.policy().hosts();
    }

    SiteState site(SiteName name) {
        return failover.site(name);
    }

    boolean onSite() {
        return failover.policy().operatorRole() == OperatorRole.ONSITE;
    }

    /** In manual mode a person moves the writer. */
    boolean manualFailover() {
        return rules.manualMode.blocksFailover(failover.policy(), before.epoch());
    }

    /** A rule blocked a change. */
    void blocked(SafetyRule rule, String message) {
        verdicts.add(new Verdict(rule, false, message));
    }

    /** A rule was asked and let a change through. */
    void allowed(SafetyRule rule, String message) {
        verdicts.add(new Verdict(rule, true, message));
    }

    List<Verdict> verdicts() {
        return verdicts;
    }
}
