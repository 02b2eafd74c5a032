package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.operator.haproxy.HaproxyConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The agent of one box, over HTTPS. Renders the configuration that the agent applies. */
final class HttpFrontDoorAgent implements FrontDoorAgent {
    private final AgentClient client;

    HttpFrontDoorAgent(AgentClient client) {
        this.client = client;
    }

    @Override
    public Optional<AgentReport> report() {
        return client.report() instanceof AgentClient.ReportResult.Received received
                ? Optional.of(received.report())
                : Optional.empty();
    }

    @Override
    public AgentAnswer route(RouteOrder order) {
        Set<String> admitted = order.admitted().stream().map(SiteName::value).collect(Collectors.toSet());
        try {
            return client.apply(HaproxyConfiguration.bundle(order.token(), order.spec(), admitted, files(order)));
        } catch (IllegalArgumentException unrenderable) {
            return new AgentAnswer.Refused(String.valueOf(unrenderable.getMessage()));
        }
    }

    @Override
    public AgentAnswer admit(FencingToken token, String bootId) {
        return client.admit(token, bootId);
    }

    @Override
    public AgentAnswer heartbeat(FencingToken token, Heartbeat heartbeat) {
        return client.heartbeat(new AgentReport.Heartbeat(
                token.term(),
                heartbeat.epoch(),
                heartbeat.sequence(),
                heartbeat.specHash(),
                heartbeat.mode().name()));
    }

    private static Map<String, String> files(RouteOrder order) {
        Map<String, String> files = new HashMap<>();
        HaproxyConfiguration.certificateFiles(order.spec()).forEach((secret, file) -> {
            String pem = order.certificates().get(secret);
            if (pem != null) {
                files.put(file, pem);
            }
        });
        return files;
    }
}
