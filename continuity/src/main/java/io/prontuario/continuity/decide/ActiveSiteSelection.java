package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.CloudAvailability;
import java.time.Instant;
import java.util.Optional;

/** On site: which mode and which active site follow from the hosts' admissions. */
final class ActiveSiteSelection {
    private final DecisionContext context;
    private final PlannedDrain drain;
    private final ReportEvidence reports;
    private final CloudAvailability cloud;

    ActiveSiteSelection(DecisionContext context, PlannedDrain drain, ReportEvidence reports, CloudAvailability cloud) {
        this.context = context;
        this.drain = drain;
        this.reports = reports;
        this.cloud = cloud;
    }

    /** The active host stays while it is admitted; else the first admitted host that passes its checks follows. */
    ProposedState propose() {
        Optional<SiteName> active = context.before.active();
        boolean activeAdmitted = active.isPresent()
                && context.policy.hosts().contains(active.get())
                && site(active.get()).admitted();
        boolean anyAdmitted = false;
        for (SiteName host : context.policy.hosts()) {
            if (activeAdmitted && host.equals(active.get())) {
                return onHosts(host);
            }
            if (context.rules.activeSiteEligibility.passes(site(host))) {
                return onHosts(host);
            }
            anyAdmitted |= site(host).admitted();
        }
        if (anyAdmitted) {
            context.blocked(
                    SafetyRule.ACTIVE_SITE_ELIGIBILITY,
                    "the active site is lost and no admitted host passed its newest check");
            return unchanged();
        }
        return withoutHosts();
    }

    private ProposedState onHosts(SiteName active) {
        int serving = 0;
        Optional<SiteName> returning = Optional.empty();
        Optional<SiteName> moved = Optional.empty();
        for (SiteName host : context.policy.hosts()) {
            SiteState site = site(host);
            serving += site.admitted() && !(context.manualFailover() && site.health() == Health.UNHEALTHY) ? 1 : 0;
            if (!site.admitted() && site.admission() != Admission.DRAINED && site.health() == Health.HEALTHY) {
                returning = Optional.of(host);
            }
            boolean wasAdmitted = context.before.site(host).admitted();
            if (wasAdmitted && !site.admitted() || moved.isEmpty() && wasAdmitted != site.admitted()) {
                moved = Optional.of(host); // a host that was lost explains more than one that came back
            }
        }
        Mode mode = serving == context.policy.hosts().size()
                ? Mode.FULL
                : returning.isPresent() ? Mode.FAILBACK : Mode.DEGRADED;
        if (mode == context.before.mode() && context.before.active().equals(Optional.of(active))) {
            return unchanged();
        }
        SiteName cause = lostActive().orElse(moved.orElse(active));
        if (mode == Mode.FAILBACK && moved.isEmpty() && lostActive().isEmpty()) {
            cause = returning.orElse(cause);
        }
        return proposed(mode, Optional.of(active), because(cause), cause);
    }

    private ProposedState withoutHosts() {
        SiteName cause = lostActive().orElse(SiteName.CLOUD);
        Optional<SiteName> returning = Optional.empty();
        for (SiteName host : context.policy.hosts()) {
            SiteState site = site(host);
            if (site.health() == Health.HEALTHY) {
                returning = Optional.of(host);
            }
            if (site.admission() == Admission.NEVER && !failed(site)) {
                return unchanged(); // the platform is still being created
            }
        }
        boolean cloudServes =
                switch (cloud) {
                    case SERVES -> true;
                    case DOWN -> false;
                    case UNKNOWN -> context.before.mode() != Mode.OUTAGE; // unknown never promotes
                };
        if (!cloudServes) {
            return proposed(Mode.OUTAGE, Optional.empty(), "no host is admitted and the cloud does not serve", cause);
        }
        return proposed(
                returning.isPresent() ? Mode.FAILBACK : Mode.EMERGENCY,
                Optional.of(SiteName.CLOUD),
                returning.isPresent()
                        ? "hosts are healthy again and are observed; the cloud serves meanwhile"
                        : "no host serves; the cloud does",
                returning.orElse(cause));
    }

    private ProposedState unchanged() {
        return ProposedState.unchanged(context.before, drain.sites(), reports).withDrain(drain.handled());
    }

    private ProposedState proposed(Mode mode, Optional<SiteName> active, String reason, SiteName cause) {
        return new ProposedState(
                mode,
                active,
                CloudRole.STANDBY,
                drain.sites(),
                reports,
                drain.handled(),
                reason,
                detectedAt(site(cause)));
    }

    private SiteState site(SiteName name) {
        return SiteState.in(drain.sites(), name);
    }

    /** The active host, when it is the one that was lost. */
    private Optional<SiteName> lostActive() {
        Optional<SiteName> active = context.before.active();
        return active.isPresent()
                        && !active.get().equals(SiteName.CLOUD)
                        && !site(active.get()).admitted()
                ? active
                : Optional.empty();
    }

    private boolean failed(SiteState site) {
        return site.health() == Health.UNHEALTHY
                && context.rules.unreadyGracePeriod.passed(context.policy, site, false);
    }

    private String because(SiteName host) {
        SiteState site = site(host);
        boolean healthy = site.health() == Health.HEALTHY;
        return switch (site.admission()) {
            case ADMITTED -> host + " is admitted";
            case REBOOTED -> healthy ? host + " is healthy again and is observed" : host + " restarted";
            case FAILED -> healthy ? host + " is healthy again and is observed" : host + " failed: " + site.detail();
            case NEVER -> host + " was never admitted: " + site.detail();
            case DRAINED -> host + " is drained on request " + drain.handled().id();
        };
    }

    /** The first failed check, or the start of the present health; of a request, now. */
    private static Optional<Instant> detectedAt(SiteState site) {
        if (site.admission() == Admission.DRAINED) {
            return Optional.empty();
        }
        return site.failingSince().isPresent() ? site.failingSince() : Optional.of(site.since());
    }
}
