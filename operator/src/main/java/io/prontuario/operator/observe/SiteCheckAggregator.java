package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.SiteCheck;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Aggregates one probe round into the check result that the decision core takes. */
final class SiteCheckAggregator {
    private SiteCheckAggregator() {}

    /** @param blind whether nothing at the site's location answers, so that its silence is no evidence about it */
    static SiteCheck aggregate(ProbeRound round, boolean blind) {
        Optional<String> bootId = round.report().flatMap(AgentReports::bootId);
        boolean latched = round.report().map(report -> report.boot().admitted()).orElse(false);
        return new SiteCheck(result(round, blind), round.sequence(), bootId, latched, detail(round, blind));
    }

    private static CheckResult result(ProbeRound round, boolean blind) {
        boolean failing = round.results().values().stream().anyMatch(ProbeRound.ServiceResult::counts);
        if (!failing && (!round.results().isEmpty() || round.alive())) {
            return CheckResult.SERVING;
        }
        if (round.alive()) {
            return CheckResult.UNREADY;
        }
        boolean asked = round.hasAgent()
                || round.results().values().stream()
                        .anyMatch(answer -> answer.result().kind() == ProbeResult.Kind.NO_CONNECTION);
        return blind || !asked ? CheckResult.UNKNOWN : CheckResult.DEAD;
    }

    private static String detail(ProbeRound round, boolean blind) {
        if (blind && !round.alive()) {
            return "nothing at that location answers: the network path is cut, or the whole location is down";
        }
        Map<String, String> wrong = new TreeMap<>();
        round.results().forEach((service, answer) -> {
            if (answer.counts()) {
                wrong.put(service, answer.result().detail());
            }
        });
        String services = wrong.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; "));
        if (!round.alive()) {
            return services.isEmpty() ? "does not answer" : services;
        }
        return services.isEmpty() ? "every service answers ready" : services;
    }
}
