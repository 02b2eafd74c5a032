package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import java.util.Set;

/**
 * A writer whose log still flows is not lost.
 *
 * <p>Rule: the holder is lost when its host is Unhealthy and no request is routed to it, its database was asked past the fall
 * threshold and does not answer, and the witness, where it answers, is sent nothing by it. A host in its stabilisation window may
 * hold the write right, too, and is not admitted: it needs no decision that it failed.
 *
 * <p>Why: the route leaves a host for reasons that have nothing to do with its database (a bad image, a full disk of models).
 * Moving the writer then would end every open transaction for nothing. That is what a switchover is for.
 */
public final class WriterLoss {
    private WriterLoss() {}

    public static boolean judge(Set<SafetyRule> guards, SiteName holder, SiteState site, DatabaseObservation data) {
        boolean failed = !site.admitted() && site.health() == Health.UNHEALTHY;
        if (!guards.contains(SafetyRule.WRITER_LOST)) {
            return failed;
        }
        boolean flows = data.witness().answers() && data.witness().streaming();
        return failed && data.node(holder).answer() == DatabaseObservation.Answer.NO && !flows;
    }
}
