package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.operator.support.TestReports;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteCheckAggregatorTest {
    private static final ProbeResult READY = ProbeResult.ready();
    private static final ProbeResult NOT_READY = ProbeResult.notReady("GET /readyz answered 503");
    private static final ProbeResult SILENT = ProbeResult.noConnection("does not accept connections: no answer");
    private static final ProbeResult UNDECIDED = ProbeResult.undecided("could not be asked");

    @Test
    void servingWhenEveryServiceIsReady() {
        assertThat(aggregate(Map.of("api", failed(READY, 0), "records", failed(READY, 0)), true, false))
                .isEqualTo(CheckResult.SERVING);
    }

    @Test
    void servingWithoutAnAgent() {
        assertThat(aggregate(Map.of("api", failed(READY, 0)), false, false)).isEqualTo(CheckResult.SERVING);
    }

    @Test
    void unreadyWhenOneServiceIsNotReady() {
        assertThat(aggregate(Map.of("api", failed(NOT_READY, 1), "records", failed(READY, 0)), false, false))
                .isEqualTo(CheckResult.UNREADY);
    }

    @Test
    void unreadyWhenOnlyTheAgentAnswers() {
        assertThat(aggregate(Map.of("api", failed(SILENT, 1)), true, false)).isEqualTo(CheckResult.UNREADY);
    }

    @Test
    void deadWhenNothingAcceptsAConnection() {
        assertThat(aggregate(Map.of("api", failed(SILENT, 1), "records", failed(SILENT, 1)), false, false))
                .isEqualTo(CheckResult.DEAD);
    }

    @Test
    void unknownWhenNothingAtTheLocationAnswers() {
        assertThat(aggregate(Map.of("api", failed(SILENT, 1)), false, true)).isEqualTo(CheckResult.UNKNOWN);
    }

    @Test
    void aSiteThatAnswersIsServingWhateverElseIsSilent() {
        assertThat(aggregate(Map.of("api", failed(READY, 0)), false, true)).isEqualTo(CheckResult.SERVING);
    }

    @Test
    void unknownWhenNoProbeCouldBeSent() {
        assertThat(aggregate(Map.of("api", failed(UNDECIDED, 1)), false, false)).isEqualTo(CheckResult.UNKNOWN);
    }

    @Test
    void aServicesOwnFailureThresholdIsRespected() {
        assertThat(result(Map.of("api", new ProbeRound.ServiceResult(NOT_READY, 2, 2))))
                .isEqualTo(CheckResult.SERVING);
        assertThat(result(Map.of("api", new ProbeRound.ServiceResult(NOT_READY, 3, 2))))
                .isEqualTo(CheckResult.UNREADY);
    }

    @Test
    void theDetailNamesTheServiceAndDoesNotChangeBetweenProbes() {
        SiteCheck first = SiteCheckAggregator.aggregate(round(Map.of("api", failed(NOT_READY, 1)), false, 7), false);
        SiteCheck second = SiteCheckAggregator.aggregate(round(Map.of("api", failed(NOT_READY, 2)), false, 8), false);
        assertThat(first.detail()).isEqualTo("api GET /readyz answered 503").isEqualTo(second.detail());
        assertThat(second.sequence()).isGreaterThan(first.sequence());
    }

    @Test
    void bootIdAndAdmissionComeFromTheAgent() {
        SiteCheck check = SiteCheckAggregator.aggregate(round(Map.of("api", failed(READY, 0)), true, 1), false);
        assertThat(check.bootId()).contains("boot-1");
        assertThat(check.latched()).isTrue();
    }

    private static CheckResult aggregate(Map<String, ProbeRound.ServiceResult> answers, boolean agent, boolean blind) {
        return SiteCheckAggregator.aggregate(round(answers, agent, 1), blind).result();
    }

    private static CheckResult result(Map<String, ProbeRound.ServiceResult> answers) {
        return aggregate(answers, false, false);
    }

    private static ProbeRound.ServiceResult failed(ProbeResult result, int failures) {
        return new ProbeRound.ServiceResult(result, failures, 0);
    }

    private static ProbeRound round(Map<String, ProbeRound.ServiceResult> answers, boolean agent, long sequence) {
        return new ProbeRound(
                new SiteName("mac-studio-1"),
                sequence,
                answers,
                agent,
                agent ? Optional.of(TestReports.of("boot-1", true, Map.of(), Optional.empty())) : Optional.empty());
    }
}
