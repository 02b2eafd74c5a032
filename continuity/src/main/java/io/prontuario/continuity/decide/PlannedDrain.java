package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.DrainEligibility;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Leaves a host because somebody asked for it: begun once, taken back when the host is needed. */
final class PlannedDrain {
    private final DecisionContext round;
    private final Map<SiteName, SiteState> sites;
    private DrainRequest.Handled handled;
    private boolean begun;

    PlannedDrain(DecisionContext round, Map<SiteName, SiteState> sites) {
        this.round = round;
        this.sites = sites;
        this.handled = round.before.leave();
    }

    /** The newest request that was looked at, this round's included. */
    DrainRequest.Handled handled() {
        return handled;
    }

    /** Whether a host was left in this round: by a person's word, in manual mode, too. */
    boolean begun() {
        return begun;
    }

    /** A host that was left and is needed is taken back as if it had not been left. */
    void takeBack(boolean manual) {
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (site.admission() == Admission.LEFT
                    && DrainEligibility.needed(round.guards, round.policy, host, sites, manual)) {
                sites.put(host, site.withAdmission(Admission.ADMITTED));
                round.allowed(DrainEligibility.class, host + " is needed: what was planned is broken off");
            }
        }
    }

    /** Whether a request that runs keeps this host out. */
    boolean holds(SiteName host) {
        Optional<DrainRequest> asked = round.policy.leave();
        return asked.isPresent()
                && asked.get().host().equals(host)
                && asked.get().runs(handled, round.now);
    }

    void begin(Instant steady) {
        Optional<DrainRequest> asked = round.policy.leave();
        if (asked.isEmpty() || asked.get().id().equals(handled.id())) {
            return;
        }
        DrainRequest leave = asked.get();
        boolean damped = !RoleChangeRateLimit.allows(round.guards, round.policy, round.before.roleChanges(), steady);
        Optional<String> refusal =
                DrainEligibility.refusal(round.guards, round.policy, leave, sites, damped, round.now);
        handled = new DrainRequest.Handled(leave.id(), refusal.isEmpty());
        if (refusal.isPresent()) {
            round.held(DrainEligibility.class, leave.id() + " is refused: " + refusal.get());
            return;
        }
        begun = true;
        sites.put(leave.host(), SiteState.in(sites, leave.host()).withAdmission(Admission.LEFT));
        round.allowed(DrainEligibility.class, leave.id() + ": " + leave.host() + " is left until " + leave.until());
    }
}
