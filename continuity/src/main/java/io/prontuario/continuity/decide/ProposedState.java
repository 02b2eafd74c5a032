package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The state that a policy wants.
 *
 * @param sites with admissions as decided
 * @param reason for people; used when mode or active site change
 * @param detectedAt when the cause was first seen; empty: now
 */
record ProposedState(
        Mode mode,
        Optional<SiteName> active,
        CloudRole cloud,
        Map<SiteName, SiteState> sites,
        ReportEvidence reports,
        HandledRequest drain,
        String reason,
        Optional<Instant> detectedAt) {

    /** The roles stay as they were. */
    static ProposedState unchanged(State before, Map<SiteName, SiteState> sites, ReportEvidence reports) {
        return new ProposedState(
                before.mode(),
                before.active(),
                before.roles().cloud(),
                sites,
                reports,
                before.drain(),
                "",
                Optional.empty());
    }

    ProposedState withDrain(HandledRequest handled) {
        return new ProposedState(mode, active, cloud, sites, reports, handled, reason, detectedAt);
    }

    ProposedState withReports(ReportEvidence changed) {
        return new ProposedState(mode, active, cloud, sites, changed, drain, reason, detectedAt);
    }
}
