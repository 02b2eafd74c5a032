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

/** Assembles the newest round of every probe group into one observation. Pure. */
public final class ObservationAssembler {
    private static final SiteCheck NOT_PROBED_YET =
            new SiteCheck(CheckResult.UNKNOWN, 0, Optional.empty(), false, "not probed yet");

    private ObservationAssembler() {}

    /** Without a probe of the hospital from outside. */
    static Observation assemble(
            PlatformSpec spec, OperatorRole operatorRole, Map<String, ProbeRound> rounds, String specHash) {
        return assemble(spec, operatorRole, rounds, specHash, Optional.empty());
    }

    /** @param rounds the newest complete round by group name; a group without one has not been probed yet */
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
                    round == null ? NOT_PROBED_YET : SiteCheckAggregator.aggregate(round, blind && !plan.inCloud()));
        }
        Map<String, FrontDoorReport> doors = new HashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(spec)) {
            ProbeRound round = rounds.get(box.name());
            if (round != null) {
                doors.put(box.name(), AgentReports.frontDoor(round.report(), round.sequence()));
            }
        }
        return new Observation(sites, doors, newestHeartbeat(rounds), specHash, publicSide);
    }

    /**
     * Whether nothing at the hospital answers. Then a silent host is no evidence: a cut network path looks the same from here. One
     * answer from there, for example of an edge box, proves that the path is open. On site without an edge box there is no
     * path that could be cut, and a silent host is dead.
     */
    private static boolean blindOnSite(PlatformSpec spec, OperatorRole operatorRole, Map<String, ProbeRound> rounds) {
        boolean couldTell = operatorRole == OperatorRole.CLOUD
                || FrontDoorBox.of(spec).stream().anyMatch(box -> box.site().isEmpty());
        boolean anythingAnswers = rounds.values().stream()
                .filter(round -> !round.name().equals(SiteName.CLOUD))
                .anyMatch(ProbeRound::alive);
        return couldTell && !anythingAnswers;
    }

    private static Optional<Heartbeat> newestHeartbeat(Map<String, ProbeRound> rounds) {
        return rounds.values().stream()
                .flatMap(round -> round.report().stream())
                .flatMap(report -> AgentReports.heartbeat(report).stream())
                .max(Comparator.comparingLong(Heartbeat::sequence));
    }
}
