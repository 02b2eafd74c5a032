package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.FailbackEligibility;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.TakeoverEvidence.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Second phase in the cloud: stand by, take over on positive evidence, hand back when the site is stable. */
final class CloudTakeoverPolicy {
    private final DecisionContext context;
    private final Observed observed;
    private final Finding finding;
    private final ReportEvidence reports;

    private CloudTakeoverPolicy(DecisionContext context, Observed observed) {
        this.context = context;
        this.observed = observed;
        this.finding = context.rules.takeoverEvidence.find(
                context.policy, context.observation, observed.reports().frontDoors(), observed.sites());
        this.reports = SiteReports.count(context, observed.reports(), finding);
    }

    static ProposedState propose(DecisionContext context, Observed observed) {
        CloudTakeoverPolicy policy = new CloudTakeoverPolicy(context, observed);
        ProposedState proposed = policy.propose();
        // reports were counted for the host that is followed now; they count for no other
        return proposed.active().equals(context.before.active())
                ? proposed
                : proposed.withReports(SiteReports.withoutPreference(policy.reports));
    }

    private ProposedState propose() {
        if (context.paused()) {
            context.blocked(
                    SafetyRule.PAUSE,
                    OnSitePolicy.paused(context.policy.requests().pause().orElseThrow()));
            return unchanged();
        }
        return switch (context.before.roles().cloud()) {
            case STANDBY -> onStandby();
            case ACTIVE -> whileActive(observed.clock().steady());
        };
    }

    private ProposedState onStandby() {
        if (finding == Finding.NO_HOST_SERVES && mayTakeOver()) {
            return takeOver();
        }
        if (finding == Finding.ALL_SILENT || finding == Finding.FRONT_DOOR_SILENT) {
            context.blocked(SafetyRule.TAKEOVER_EVIDENCE, silence(finding));
        }
        Optional<SiteName> used = SiteReports.preferredHost(context);
        Optional<SiteName> active = context.before.active();
        boolean first = active.isEmpty() || active.get().equals(SiteName.CLOUD);
        if (used.isPresent()
                && (first
                        || reports.preference().failures()
                                >= context.policy.thresholds().failures())) {
            active = used;
        }
        Mode mode = standbyMode();
        String reason = active.equals(context.before.active())
                ? mode == Mode.FULL ? "every host serves" : "not every host serves"
                : "the front door uses " + active.map(SiteName::value).orElse("no host");
        return proposed(mode, active, CloudRole.STANDBY, reason, Optional.empty());
    }

    private static String silence(Finding finding) {
        return finding == Finding.ALL_SILENT
                ? "neither the front doors nor the hosts answer: nothing changed; check the connection to the site"
                : "the front doors do not answer though hosts do: nothing changed; check the agents on the boxes";
    }

    private boolean mayTakeOver() {
        Duration known = reports.noHostServes().duration();
        Duration window = context.rules.takeoverWindow.length(context.policy, observed.sites());
        if (known.compareTo(window) < 0) {
            context.blocked(
                    SafetyRule.TAKEOVER_EVIDENCE,
                    "no host serves; the cloud takes over in " + DurationText.of(window.minus(known))
                            + " unless one does");
            return false;
        }
        if (context.manualFailover()) {
            context.blocked(SafetyRule.MANUAL_MODE, "failover.mode is Manual: no host serves; a person has to decide");
            return false;
        }
        context.allowed(SafetyRule.TAKEOVER_EVIDENCE, "no host serves, positively known for " + DurationText.of(known));
        return true;
    }

    private ProposedState takeOver() {
        boolean serves = cloud().health() != Health.UNHEALTHY;
        return proposed(
                serves ? Mode.EMERGENCY : Mode.OUTAGE,
                serves ? Optional.of(SiteName.CLOUD) : Optional.empty(),
                CloudRole.ACTIVE,
                serves
                        ? "no host serves; the emergency profile takes over"
                        : "no host serves, and the cloud does not yet",
                firstFailure());
    }

    private ProposedState whileActive(Instant steady) {
        if (context.rules.failbackEligibility.passes(context.policy, context.observation, reports)
                && mayHandBack(steady)) {
            return proposed(
                    standbyMode(),
                    SiteReports.preferredHost(context),
                    CloudRole.STANDBY,
                    "hosts serve again and are stable",
                    Optional.empty());
        }
        return switch (cloud().health()) {
            case HEALTHY -> proposed(
                    hostsAreBack() ? Mode.FAILBACK : Mode.EMERGENCY,
                    Optional.of(SiteName.CLOUD),
                    CloudRole.ACTIVE,
                    hostsAreBack()
                            ? "hosts are healthy again and are observed; the cloud serves meanwhile"
                            : "the emergency profile serves",
                    Optional.empty());
            case UNHEALTHY -> proposed(
                    Mode.OUTAGE,
                    Optional.empty(),
                    CloudRole.ACTIVE,
                    "no host serves, and the cloud does not: " + cloud().detail(),
                    cloud().failingSince());
            case UNKNOWN -> unchanged();
        };
    }

    private boolean mayHandBack(Instant steady) {
        if (context.before.active().isEmpty()) {
            return true;
        }
        if (context.rules.manualMode.blocksFailback(context.policy)) {
            context.blocked(
                    SafetyRule.MANUAL_MODE,
                    "failover.failback.mode is Manual: hosts serve again; a person has to hand back");
            return false;
        }
        if (context.rateLimited(steady)) {
            context.blocked(
                    SafetyRule.ROLE_CHANGE_RATE_LIMIT,
                    "hosts serve again, but the " + context.policy.rateLimit().changes()
                            + " role changes allowed in "
                            + DurationText.of(context.policy.rateLimit().window())
                            + " are used up; next in "
                            + DurationText.of(RoleChangeRateLimit.remaining(
                                    context.policy, context.before.roleChanges(), steady)));
            return false;
        }
        return true;
    }

    private boolean hostsAreBack() {
        for (SiteName host : context.policy.hosts()) {
            if (observed.site(host).health() == Health.HEALTHY) {
                return true;
            }
        }
        return finding == Finding.HOST_SERVES;
    }

    private Mode standbyMode() {
        if (FailbackEligibility.heartbeatRises(context.policy, reports.heartbeat())
                && context.observation.onsite().isPresent()) {
            return context.observation.onsite().get().mode() == Mode.FULL ? Mode.FULL : Mode.DEGRADED;
        }
        if (finding != Finding.HOST_SERVES) {
            return context.before.mode() == Mode.FULL ? Mode.FULL : Mode.DEGRADED;
        }
        for (SiteName host : context.policy.hosts()) {
            if (observed.site(host).health() == Health.UNHEALTHY) {
                return Mode.DEGRADED;
            }
        }
        return Mode.FULL;
    }

    private SiteState cloud() {
        return observed.site(SiteName.CLOUD);
    }

    /** When the first host's present failure was first seen, for the record. */
    private Optional<Instant> firstFailure() {
        Optional<Instant> first = Optional.empty();
        for (SiteName host : context.policy.hosts()) {
            Optional<Instant> since = observed.site(host).failingSince();
            if (since.isPresent() && (first.isEmpty() || since.get().isBefore(first.get()))) {
                first = since;
            }
        }
        Evidence before = context.before.reports().noHostServes();
        return first.isPresent() ? first : before.lastAt();
    }

    private ProposedState unchanged() {
        return ProposedState.unchanged(context.before, observed.sites(), reports);
    }

    private ProposedState proposed(
            Mode mode, Optional<SiteName> active, CloudRole role, String reason, Optional<Instant> detectedAt) {
        return new ProposedState(
                mode, active, role, observed.sites(), reports, context.before.drain(), reason, detectedAt);
    }
}
