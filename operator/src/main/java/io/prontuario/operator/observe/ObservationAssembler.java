package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.Observation.PublicSide;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.SitePlan;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Puts the newest round of every machine together into one observation. Pure. */
public final class ObservationAssembler {
    private static final SiteCheck NOT_LOOKED_YET =
            new SiteCheck(CheckResult.UNKNOWN, 0, Optional.empty(), false, "not looked at yet");

    private ObservationAssembler() {}

    /** Where nobody looks at the site from outside. */
    static Observation assemble(
            PlatformSpec spec, OperatorRole operatorRole, Map<String, ProbeRound> rounds, String specHash) {
        return assemble(spec, operatorRole, rounds, specHash, Optional.empty());
    }

    /** @param rounds the newest completed round by machine name; a machine without one has not been looked at yet */
    public static Observation assemble(
            PlatformSpec spec,
            OperatorRole operatorRole,
            Map<String, ProbeRound> rounds,
            String specHash,
            Optional<PublicSide> publicSide) {
        boolean blind = blindOnSite(spec, operatorRole, rounds);
        Map<SiteName, SiteCheck> sites = new HashMap<>();
        for (SitePlan plan : SitePlan.all(spec)) {
            ProbeRound round = rounds.get(plan.site().value());
            sites.put(
                    plan.site(),
                    round == null ? NOT_LOOKED_YET : SiteCheckAggregator.fold(round, blind && !plan.inCloud()));
        }
        Map<String, FrontDoorReport> doors = new HashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(spec)) {
            ProbeRound round = rounds.get(box.name());
            if (round != null) {
                doors.put(box.name(), door(round));
            }
        }
        return new Observation(sites, doors, newestHeartbeat(rounds), specHash, publicSide);
    }

    /**
     * Whether the hospital as a whole is silent. Then a silent host proves nothing: from here a cut looks the same. One thing
     * that answers there, an edge box above all, is the proof that the path is open. On site without any edge box there is
     * no path to be cut, and silence is death.
     */
    private static boolean blindOnSite(PlatformSpec spec, OperatorRole operatorRole, Map<String, ProbeRound> rounds) {
        boolean couldTell = operatorRole == OperatorRole.CLOUD
                || FrontDoorBox.of(spec).stream().anyMatch(box -> box.site().isEmpty());
        boolean anythingAnswers = rounds.values().stream()
                .filter(round -> !round.name().equals(SiteName.CLOUD))
                .anyMatch(ProbeRound::alive);
        return couldTell && !anythingAnswers;
    }

    private static FrontDoorReport door(ProbeRound round) {
        return round.report()
                .map(report -> new FrontDoorReport(
                        true, round.sequence(), report.serving(), report.epoch(), report.term(), report.generation()))
                .orElseGet(() -> new FrontDoorReport(false, round.sequence(), Map.of(), 0, 0, 0));
    }

    private static Optional<Heartbeat> newestHeartbeat(Map<String, ProbeRound> rounds) {
        return rounds.values().stream()
                .flatMap(round -> round.report().stream())
                .flatMap(report -> report.heartbeat().stream())
                .max(Comparator.comparingLong(Heartbeat::sequence));
    }
}
