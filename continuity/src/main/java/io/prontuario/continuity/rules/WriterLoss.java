package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;

/**
 * A writer whose WAL still flows is not lost.
 *
 * <p>Rule: the writer is lost when its host is Unhealthy and no request is routed to it, its database was probed past the failure
 * threshold and does not answer, and the witness, where it answers, is sent nothing by it. A host in its stabilisation window may be the
 * writer too, and is not admitted: it needs no decision that it failed.
 *
 * <p>Why: requests leave a host for reasons that have nothing to do with its database (a bad image, a disk full of models). Moving the
 * writer then would end every open transaction for nothing. That is what a switchover is for.
 */
public class WriterLoss {
    WriterLoss() {}

    public boolean lost(SiteName writer, SiteState site, DatabaseObservation data) {
        boolean flows = data.witness().answers() && data.witness().streaming();
        return hostFailed(site) && data.replica(writer).answer() == DatabaseObservation.Answer.NO && !flows;
    }

    static boolean hostFailed(SiteState site) {
        return !site.admitted() && site.health() == Health.UNHEALTHY;
    }
}
