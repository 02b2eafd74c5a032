package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.operator.frontdoor.FrontDoorReport;
import java.util.Map;
import java.util.Optional;

/**
 * One completed round of questions to a machine: every service's newest answer, and the agent's.
 *
 * @param name a site's name, or an edge box's
 * @param sequence rises with every completed round
 * @param answers by service; empty for an edge box
 * @param hasAgent whether an agent should be there at all
 * @param report the agent's report, when it answered
 */
public record ProbeRound(
        SiteName name, long sequence, Map<String, Answer> answers, boolean hasAgent, Optional<FrontDoorReport> report) {
    public ProbeRound {
        answers = Map.copyOf(answers);
    }

    /**
     * @param failures failures in a row, this answer included
     * @param tolerated failures in a row that do not count yet
     */
    public record Answer(ProbeResult result, int failures, int tolerated) {
        /** The next answer to the same question. */
        static Answer next(@org.jspecify.annotations.Nullable Answer before, ProbeResult result, int tolerated) {
            if (result.kind() == ProbeResult.Kind.READY) {
                return new Answer(result, 0, tolerated);
            }
            return new Answer(result, before == null ? 1 : before.failures() + 1, tolerated);
        }

        boolean accepted() {
            return result.kind() == ProbeResult.Kind.READY || result.kind() == ProbeResult.Kind.NOT_READY;
        }

        /** A failure that does not count yet is taken for readiness. */
        boolean counts() {
            return result.kind() != ProbeResult.Kind.READY && failures > tolerated;
        }
    }

    /** Whether anything on the machine accepted a connection in this round. */
    boolean alive() {
        return report.isPresent() || answers.values().stream().anyMatch(Answer::accepted);
    }
}
