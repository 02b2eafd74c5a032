package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Clock;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import java.util.Map;

/**
 * What is known once this round's checks are counted.
 *
 * @param sites every site of the policy, with the admissions of the state before
 * @param reports front doors and heartbeat counted; what only the cloud counts is as it was
 */
record Observed(Map<SiteName, SiteState> sites, ReportEvidence reports, Clock clock) {
    Observed {
        sites = Map.copyOf(sites);
    }

    SiteState site(SiteName name) {
        return SiteState.in(sites, name);
    }
}
