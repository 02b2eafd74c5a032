package io.prontuario.operator.support;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.host.protocol.AgentReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reports as agents send them. */
public final class TestReports {
    private TestReports() {}

    /** @param bootId blank for an agent that could not read it */
    public static AgentReport of(
            String bootId, boolean admitted, Map<SiteName, Boolean> serving, Optional<Observation.Heartbeat> relayed) {
        Map<String, Boolean> bySite = new HashMap<>();
        serving.forEach((site, serves) -> bySite.put(site.value(), serves));
        return new AgentReport(
                "box",
                new AgentReport.Boot(bootId, admitted, null),
                new AgentReport.Configuration(new FencingToken(0, 0, 0), "", true, null, null),
                new AgentReport.Traffic(true, false, Map.of(), bySite),
                relayed.map(heartbeat -> new AgentReport.Heartbeat(
                                0,
                                heartbeat.epoch(),
                                heartbeat.sequence(),
                                heartbeat.specHash(),
                                heartbeat.mode().name()))
                        .orElse(null));
    }
}
