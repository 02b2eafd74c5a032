package io.prontuario.operator.observe;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.host.protocol.AgentReport;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An agent's report in the decision core's terms. Pure. */
final class AgentReports {
    private AgentReports() {}

    /** The boot id of the box; empty when the agent could not read it. */
    static Optional<String> bootId(AgentReport report) {
        return Optional.of(report.boot().bootId()).filter(id -> !id.isBlank());
    }

    /** @param report empty when the agent did not answer */
    static FrontDoorReport frontDoor(Optional<AgentReport> report, long sequence) {
        if (report.isEmpty()) {
            return new FrontDoorReport(false, sequence, Map.of());
        }
        return new FrontDoorReport(true, sequence, serving(report.get()));
    }

    /** The on-site operator's last heartbeat as stored on the box; empty for a mode of a newer operator that this one does not know. */
    static Optional<Heartbeat> heartbeat(AgentReport report) {
        return Optional.ofNullable(report.heartbeat()).flatMap(heartbeat -> Arrays.stream(Mode.values())
                .filter(mode -> mode.name().equals(heartbeat.mode()))
                .findFirst()
                .map(mode -> new Heartbeat(heartbeat.sequence(), heartbeat.specHash(), mode, heartbeat.epoch())));
    }

    private static Map<SiteName, Boolean> serving(AgentReport report) {
        Map<SiteName, Boolean> serving = new HashMap<>();
        report.traffic().serving().forEach((site, serves) -> serving.put(new SiteName(site), serves));
        return serving;
    }
}
