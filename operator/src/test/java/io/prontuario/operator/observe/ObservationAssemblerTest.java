package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.TestReports;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationAssemblerTest {
    private static final SiteName PRIMARY = new SiteName("mac-studio-1");
    private static final SiteName SECONDARY = new SiteName("mac-studio-2");
    private static final SiteName EDGE = new SiteName("edge");
    private static final PlatformSpec WITH_EDGE =
            Platforms.whole("hospital", 30080, "192.0.2").getSpec();
    private static final PlatformSpec WITHOUT_EDGE =
            Platforms.twoHosts("hospital", 30080).getSpec();

    private final Map<String, ProbeRound> rounds = new HashMap<>();

    @Test
    void aSiteNotProbedYetIsUnknown() {
        assertThat(check(WITH_EDGE, OperatorRole.ONSITE, PRIMARY)).isEqualTo(CheckResult.UNKNOWN);
        assertThat(ObservationAssembler.assemble(WITH_EDGE, OperatorRole.ONSITE, rounds, "h")
                        .frontDoors())
                .isEmpty();
    }

    @Test
    void hostsAreDeadWhileTheEdgeAnswers() {
        silentHosts();
        rounds.put("edge", box(EDGE, Optional.of(report(Optional.empty()))));
        assertThat(check(WITH_EDGE, OperatorRole.CLOUD, PRIMARY)).isEqualTo(CheckResult.DEAD);
        assertThat(check(WITH_EDGE, OperatorRole.ONSITE, SECONDARY)).isEqualTo(CheckResult.DEAD);
    }

    @Test
    void hostsAreUnknownWhenTheWholeLocationIsSilent() {
        silentHosts();
        rounds.put("edge", box(EDGE, Optional.empty()));
        assertThat(check(WITH_EDGE, OperatorRole.CLOUD, PRIMARY)).isEqualTo(CheckResult.UNKNOWN);
        assertThat(check(WITH_EDGE, OperatorRole.ONSITE, PRIMARY)).isEqualTo(CheckResult.UNKNOWN);
    }

    @Test
    void oneHostThatAnswersProvesThatThePathIsOpen() {
        rounds.put(PRIMARY.value(), site(PRIMARY, ProbeResult.noConnection("no answer")));
        rounds.put(SECONDARY.value(), site(SECONDARY, ProbeResult.notReady("503")));
        assertThat(check(WITH_EDGE, OperatorRole.CLOUD, PRIMARY)).isEqualTo(CheckResult.DEAD);
        assertThat(check(WITH_EDGE, OperatorRole.CLOUD, SECONDARY)).isEqualTo(CheckResult.UNREADY);
    }

    @Test
    void onSiteWithoutAnEdgeSilentHostsAreDead() {
        silentHosts();
        assertThat(check(WITHOUT_EDGE, OperatorRole.ONSITE, PRIMARY)).isEqualTo(CheckResult.DEAD);
        assertThat(check(WITHOUT_EDGE, OperatorRole.CLOUD, PRIMARY)).isEqualTo(CheckResult.UNKNOWN);
    }

    @Test
    void anAnswerOfTheCloudIsNoEvidenceAboutTheHospital() {
        silentHosts();
        rounds.put("cloud", site(SiteName.CLOUD, ProbeResult.ready()));
        assertThat(check(WITH_EDGE, OperatorRole.CLOUD, PRIMARY)).isEqualTo(CheckResult.UNKNOWN);
        assertThat(check(WITH_EDGE, OperatorRole.CLOUD, SiteName.CLOUD)).isEqualTo(CheckResult.SERVING);
    }

    @Test
    void theNewestHeartbeatOfAnyBoxCounts() {
        rounds.put("edge", box(EDGE, Optional.of(report(Optional.of(new Heartbeat(4, "old", Mode.FULL, 1))))));
        rounds.put(
                PRIMARY.value(),
                box(PRIMARY, Optional.of(report(Optional.of(new Heartbeat(9, "new", Mode.DEGRADED, 2))))));
        Observation seen = ObservationAssembler.assemble(WITH_EDGE, OperatorRole.CLOUD, rounds, "h");
        assertThat(seen.onsite())
                .hasValueSatisfying(beat -> assertThat(beat.specHash()).isEqualTo("new"));
        assertThat(seen.frontDoors().get("edge").reachable()).isTrue();
    }

    private void silentHosts() {
        rounds.put(PRIMARY.value(), site(PRIMARY, ProbeResult.noConnection("no answer")));
        rounds.put(SECONDARY.value(), site(SECONDARY, ProbeResult.noConnection("no answer")));
    }

    private CheckResult check(PlatformSpec spec, OperatorRole operatorRole, SiteName site) {
        return ObservationAssembler.assemble(spec, operatorRole, rounds, "h")
                .sites()
                .get(site)
                .result();
    }

    private static ProbeRound site(SiteName name, ProbeResult result) {
        int failures = result.kind() == ProbeResult.Kind.READY ? 0 : 1;
        return new ProbeRound(
                name, 1, Map.of("api", new ProbeRound.ServiceResult(result, failures, 0)), false, Optional.empty());
    }

    private static ProbeRound box(SiteName name, Optional<AgentReport> report) {
        return new ProbeRound(name, 1, Map.of(), true, report);
    }

    private static AgentReport report(Optional<Heartbeat> heartbeat) {
        return TestReports.of("", false, Map.of(), heartbeat);
    }
}
