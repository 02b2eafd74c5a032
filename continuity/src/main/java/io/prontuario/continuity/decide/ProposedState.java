package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a round wants the platform to be.
 *
 * @param sites with admissions as judged
 * @param reason for people; used when this differs from what was
 * @param detectedAt when the cause was first seen
 */
record ProposedState(
        Mode mode,
        Optional<SiteName> active,
        Map<SiteName, SiteState> sites,
        String reason,
        Optional<Instant> detectedAt) {

    /** Stay as it was. */
    static ProposedState unchanged(State before, Map<SiteName, SiteState> sites) {
        return new ProposedState(before.mode(), before.active(), sites, "", Optional.empty());
    }
}
