package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Evidence;
import io.prontuario.continuity.model.State.ReportEvidence;
import io.prontuario.continuity.rules.CheckCounter.Result;
import io.prontuario.continuity.rules.TakeoverEvidence.Finding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the cloud's operator counts of the site beyond its own checks. */
final class SiteReports {
    private SiteReports() {}

    static ReportEvidence count(DecisionContext context, ReportEvidence reports, Finding finding) {
        return new ReportEvidence(
                reports.frontDoors(),
                reports.heartbeat(),
                noHostServes(context, reports, finding),
                preference(context, reports),
                used(context));
    }

    static ReportEvidence withoutPreference(ReportEvidence reports) {
        return new ReportEvidence(
                reports.frontDoors(), reports.heartbeat(), reports.noHostServes(), Evidence.none(), reports.used());
    }

    /** The first host that a front door uses, in order of preference. */
    static Optional<SiteName> preferredHost(DecisionContext context) {
        for (SiteName host : context.policy.hosts()) {
            if (context.observation.anyFrontDoorUses(host)) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    /** How long it has been positively known that no host serves. */
    private static Evidence noHostServes(DecisionContext context, ReportEvidence reports, Finding finding) {
        Evidence before = context.before.reports().noHostServes();
        return switch (finding) {
            case NO_HOST_SERVES -> before.failures() == 0 || HealthTracker.anyNewReport(context, reports.frontDoors())
                    ? oneMore(context, before)
                    : before;
            case ALL_SILENT, FRONT_DOOR_SILENT -> before;
            case HOST_SERVES, UNDECIDED -> Evidence.none();
        };
    }

    /** Consecutive reports in which the front doors prefer another host than the active one. */
    private static Evidence preference(DecisionContext context, ReportEvidence reports) {
        Optional<SiteName> preferred = preferredHost(context);
        Evidence before = context.before.reports().preference();
        if (preferred.isEmpty() || preferred.equals(context.before.active())) {
            return Evidence.none();
        }
        return HealthTracker.anyNewReport(context, reports.frontDoors()) ? oneMore(context, before) : before;
    }

    /** Sequence numbers only have to differ from one count to the next. */
    private static Evidence oneMore(DecisionContext context, Evidence before) {
        return context.rules.checkCounter.count(
                before,
                Result.FAIL,
                before.lastSequence() + 1,
                context.now,
                context.policy.thresholds().interval());
    }

    /** Which hosts front doors use; as it was while no front door answers. */
    private static Map<SiteName, Boolean> used(DecisionContext context) {
        Map<SiteName, Boolean> before = context.before.reports().used();
        if (!context.observation.anyFrontDoorAnswers()) {
            return before;
        }
        Map<SiteName, Boolean> changed = before;
        for (SiteName host : context.policy.hosts()) {
            boolean uses = context.observation.anyFrontDoorUses(host);
            if (uses != Boolean.TRUE.equals(before.get(host))) {
                changed = changed == before ? new HashMap<>(before) : changed;
                changed.put(host, uses);
            }
        }
        return changed;
    }
}
