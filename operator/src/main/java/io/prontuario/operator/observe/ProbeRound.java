package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.host.protocol.AgentReport;
import java.util.Map;
import java.util.Optional;

/**
 * One complete round of probes of a group: the newest result of every service, and the agent's report.
 *
 * @param name of the site or the edge box
 * @param sequence rises with every complete round
 * @param results by service; empty for an edge box
 * @param hasAgent whether the group has an agent
 * @param report the agent's report, when it answered
 */
public record ProbeRound(
        SiteName name,
        long sequence,
        Map<String, ServiceResult> results,
        boolean hasAgent,
        Optional<AgentReport> report) {
    public ProbeRound {
        results = Map.copyOf(results);
    }

    /**
     * @param failures consecutive failures, this result included
     * @param tolerated consecutive failures that do not count yet
     */
    public record ServiceResult(ProbeResult result, int failures, int tolerated) {
        /** The next result of the same target. */
        static ServiceResult next(
                @org.jspecify.annotations.Nullable ServiceResult before, ProbeResult result, int tolerated) {
            if (result.kind() == ProbeResult.Kind.READY) {
                return new ServiceResult(result, 0, tolerated);
            }
            return new ServiceResult(result, before == null ? 1 : before.failures() + 1, tolerated);
        }

        boolean accepted() {
            return result.kind() == ProbeResult.Kind.READY || result.kind() == ProbeResult.Kind.NOT_READY;
        }

        /** A failure that does not count yet is treated as ready. */
        boolean counts() {
            return result.kind() != ProbeResult.Kind.READY && failures > tolerated;
        }
    }

    /** Whether anything of the group accepted a connection in this round. */
    boolean alive() {
        return report.isPresent() || results.values().stream().anyMatch(ServiceResult::accepted);
    }
}
