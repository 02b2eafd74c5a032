package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.ActiveSiteEligibility;
import io.prontuario.continuity.rules.CloudAvailability;
import io.prontuario.continuity.rules.HealthThresholds;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.PeerVeto;
import io.prontuario.continuity.rules.UnreadyGracePeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The on-site judgement: which hosts are lost, which are admitted, and so which mode and which active site. */
final class OnSitePolicy {
    private final DecisionContext round;
    private final Map<SiteName, SiteState> sites;
    private final CloudAvailability.Answer cloud;
    private final PlannedDrain leaving;

    OnSitePolicy(DecisionContext round, Map<SiteName, SiteState> sites) {
        this.round = round;
        this.sites = sites;
        this.cloud = CloudAvailability.judge(round.policy, SiteState.in(sites, SiteName.CLOUD), round.seen);
        this.leaving = new PlannedDrain(round, sites);
    }

    /** The newest request to leave a host that was looked at. */
    DrainRequest.Handled leave() {
        return leaving.handled();
    }

    ProposedState judge(Instant steady) {
        if (PauseRule.paused(round.guards, round.policy, round.now)) {
            round.held(
                    PauseRule.class,
                    "paused until " + round.policy.pause().get().until() + ": "
                            + round.policy.pause().get().reason());
            return ProposedState.unchanged(round.before, sites);
        }
        boolean manual = ManualMode.holdsFailover(round.guards, round.policy, round.before.epoch());
        if (!manual) {
            withdrawLostHosts();
        }
        leaving.takeBack(manual);
        new Readmission(round, sites, cloud, leaving).admitReturnedHosts(steady);
        leaving.begin(steady);
        ProposedState target = target();
        return manual && !leaving.begun() ? reportOnly(target) : target;
    }

    /** Those that were left, too: a host that fails while it is out is a failed host. */
    private void withdrawLostHosts() {
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if ((site.admitted() || site.admission() == Admission.LEFT) && lost(host, site)) {
                sites.put(host, site.withAdmission(Admission.FAILED));
            }
        }
    }

    /** Decided failed: past the fall threshold, and no guard has a reason to wait. */
    private boolean lost(SiteName host, SiteState site) {
        if (!HealthThresholds.fallen(round.guards, round.policy, site.health(), site.evidence())) {
            return false;
        }
        if (!UnreadyGracePeriod.passed(round.guards, round.policy, site, anotherPasses(host))) {
            round.held(
                    UnreadyGracePeriod.class,
                    host + " is alive but unready and no other host passes its checks: "
                            + left(round.policy.unreadyAfter(), site) + " left before it is given up");
            return false;
        }
        if (site.lastResult() == CheckResult.DEAD
                && PeerVeto.vetoes(round.guards, round.policy, host, site.evidence(), round.seen.frontDoors())) {
            round.held(PeerVeto.class, host + " looks dead from here but a front door still uses it");
            return false;
        }
        return true;
    }

    private static Duration left(Duration window, SiteState site) {
        return window.minus(site.evidence().held());
    }

    /** One that was left counts: it is taken back when this host is given up. */
    private boolean anotherPasses(SiteName host) {
        for (SiteName other : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, other);
            SiteState asIfAdmitted = site.admission() == Admission.LEFT ? site.withAdmission(Admission.ADMITTED) : site;
            if (!other.equals(host) && ActiveSiteEligibility.passes(round.guards, asIfAdmitted)) {
                return true;
            }
        }
        return false;
    }

    private ProposedState target() {
        Optional<SiteName> active = round.before.active();
        boolean activeAdmitted = active.isPresent() && admitted(active.get());
        boolean anyAdmitted = false;
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (activeAdmitted && host.equals(active.get())) {
                return onHosts(host);
            }
            if (ActiveSiteEligibility.passes(round.guards, site)) {
                return onHosts(host);
            }
            anyAdmitted |= site.admitted();
        }
        if (anyAdmitted) {
            round.held(
                    ActiveSiteEligibility.class,
                    "the active site is lost and no admitted host passes its newest check");
            return ProposedState.unchanged(round.before, sites);
        }
        return withoutHosts();
    }

    private boolean admitted(SiteName name) {
        SiteState site = SiteState.in(sites, name);
        return site.admitted() && round.policy.hosts().contains(name);
    }

    private ProposedState onHosts(SiteName active) {
        int serving = 0;
        Optional<SiteName> watched = Optional.empty();
        Optional<SiteName> moved = Optional.empty();
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            serving += site.admitted() && !(manual() && site.health() == Health.UNHEALTHY) ? 1 : 0;
            if (!site.admitted() && site.admission() != Admission.LEFT && site.health() == Health.HEALTHY) {
                watched = Optional.of(host);
            }
            boolean wasAdmitted = round.before.site(host).admitted();
            if (wasAdmitted && !site.admitted() || moved.isEmpty() && wasAdmitted != site.admitted()) {
                moved = Optional.of(host); // a host that was lost says more than one that came
            }
        }
        Mode mode = serving == round.policy.hosts().size()
                ? Mode.FULL
                : watched.isPresent() ? Mode.FAILBACK : Mode.DEGRADED;
        boolean same = mode == round.before.mode() && round.before.active().equals(Optional.of(active));
        if (same) {
            return ProposedState.unchanged(round.before, sites);
        }
        SiteName cause = lostActive().orElse(moved.orElse(active));
        if (mode == Mode.FAILBACK && moved.isEmpty() && lostActive().isEmpty()) {
            cause = watched.orElse(cause);
        }
        return new ProposedState(mode, Optional.of(active), sites, because(cause), detected(cause));
    }

    /** The active host, when it is the one that was lost. */
    private Optional<SiteName> lostActive() {
        Optional<SiteName> active = round.before.active();
        return active.isPresent()
                        && !active.get().equals(SiteName.CLOUD)
                        && !SiteState.in(sites, active.get()).admitted()
                ? active
                : Optional.empty();
    }

    private boolean manual() {
        return ManualMode.holdsFailover(round.guards, round.policy, round.before.epoch());
    }

    private ProposedState withoutHosts() {
        SiteName cause = lostActive().orElse(SiteName.CLOUD);
        Optional<SiteName> watched = Optional.empty();
        for (SiteName host : round.policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (site.health() == Health.HEALTHY) {
                watched = Optional.of(host);
            }
            if (site.admission() == Admission.NEVER && !givenUp(site)) {
                return ProposedState.unchanged(round.before, sites); // still being created
            }
        }
        boolean cloudServes =
                switch (cloud) {
                    case YES -> true;
                    case NO -> false;
                    case UNKNOWN -> round.before.mode() != Mode.OUTAGE; // unknown never promotes
                };
        if (!cloudServes) {
            return new ProposedState(
                    Mode.OUTAGE,
                    Optional.empty(),
                    sites,
                    "no host is admitted and the cloud does not serve",
                    detected(cause));
        }
        return new ProposedState(
                watched.isPresent() ? Mode.FAILBACK : Mode.EMERGENCY,
                Optional.of(SiteName.CLOUD),
                sites,
                watched.isPresent()
                        ? "hosts are back and watched; the cloud serves meanwhile"
                        : "no host serves; the cloud does",
                detected(watched.orElse(cause)));
    }

    private boolean givenUp(SiteState site) {
        return site.health() == Health.UNHEALTHY && UnreadyGracePeriod.passed(round.guards, round.policy, site, false);
    }

    /** In manual mode the active site stays, and with it the mode unless only its name among Full, Degraded, Failback changes. */
    private ProposedState reportOnly(ProposedState target) {
        if (target.active().equals(round.before.active())) {
            return target;
        }
        round.held(ManualMode.class, "failover.mode is Manual: " + target.reason() + "; a person has to decide");
        return ProposedState.unchanged(round.before, sites);
    }

    private String because(SiteName host) {
        SiteState site = SiteState.in(sites, host);
        return switch (site.admission()) {
            case ADMITTED -> host + " is admitted";
            case REBOOTED -> site.health() == Health.HEALTHY ? host + " is back and watched" : host + " restarted";
            case FAILED -> site.health() == Health.HEALTHY
                    ? host + " is back and watched"
                    : host + " failed: " + site.detail();
            case NEVER -> host + " was never admitted: " + site.detail();
            case LEFT -> host + " is left on request: " + leaving.handled().id();
        };
    }

    /** When the cause was first seen: the first failed check, or the start of the present health; of a request, now. */
    private static Optional<Instant> when(SiteState site) {
        if (site.admission() == Admission.LEFT) {
            return Optional.empty();
        }
        return site.failingSince().isPresent() ? site.failingSince() : Optional.of(site.since());
    }

    private Optional<Instant> detected(SiteName cause) {
        return when(SiteState.in(sites, cause));
    }
}
