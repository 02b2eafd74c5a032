package io.prontuario.operator.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
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
import org.jspecify.annotations.Nullable;

/** One box's agent, in the operator's words. */
final class EdgeAgent implements FrontDoorAgent {
    private final AgentClient client;

    EdgeAgent(AgentClient client) {
        this.client = client;
    }

    @Override
    public Optional<FrontDoorReport> report() {
        return client.report() instanceof AgentClient.ReportResult.Received seen
                ? Optional.of(translate(seen.report()))
                : Optional.empty();
    }

    @Override
    public OrderResult route(RouteOrder order) {
        Set<String> admitted = order.admitted().stream().map(SiteName::value).collect(Collectors.toSet());
        try {
            return translate(
                    client.apply(HaproxyConfiguration.bundle(order.token(), order.spec(), admitted, files(order))));
        } catch (IllegalArgumentException unrenderable) {
            return new OrderResult.Refused(String.valueOf(unrenderable.getMessage()));
        }
    }

    @Override
    public OrderResult admit(FencingToken token, String bootId) {
        return translate(client.admit(token, bootId));
    }

    @Override
    public OrderResult heartbeat(FencingToken token, Observation.Heartbeat heartbeat) {
        return translate(client.heartbeat(new AgentReport.Heartbeat(
                token.term(),
                heartbeat.epoch(),
                heartbeat.sequence(),
                heartbeat.specHash(),
                heartbeat.mode().name())));
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

    private static OrderResult translate(AgentAnswer answer) {
        if (answer instanceof AgentAnswer.Applied applied) {
            return new OrderResult.Applied(applied.change() != AgentAnswer.Change.UNCHANGED);
        }
        if (answer instanceof AgentAnswer.Stale stale) {
            return new OrderResult.Stale(stale.message());
        }
        if (answer instanceof AgentAnswer.Refused refused) {
            return new OrderResult.Refused(refused.message());
        }
        return new OrderResult.Unreachable(
                answer instanceof AgentAnswer.Unreachable unreachable ? unreachable.reason() : answer.toString());
    }

    private static FrontDoorReport translate(AgentReport report) {
        FencingToken applied = report.configuration().token();
        Map<SiteName, Boolean> serving = new HashMap<>();
        report.traffic().serving().forEach((site, serves) -> serving.put(new SiteName(site), serves));
        return new FrontDoorReport(
                Optional.of(report.boot().bootId()).filter(id -> !id.isBlank()),
                report.boot().admitted(),
                applied.epoch(),
                applied.term(),
                applied.generation(),
                serving,
                heartbeat(report.heartbeat()));
    }

    private static Optional<Observation.Heartbeat> heartbeat(AgentReport.@Nullable Heartbeat heartbeat) {
        if (heartbeat == null) {
            return Optional.empty();
        }
        for (Mode mode : Mode.values()) {
            if (mode.name().equals(heartbeat.mode())) {
                return Optional.of(
                        new Observation.Heartbeat(heartbeat.sequence(), heartbeat.specHash(), mode, heartbeat.epoch()));
            }
        }
        // A newer operator's mode that this one does not know: no heartbeat is better than a wrong one.
        return Optional.empty();
    }
}
