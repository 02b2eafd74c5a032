package io.prontuario.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import io.prontuario.operator.support.Platforms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTargetsTest {
    private final List<ProbeTarget> targets =
            ProbeTargets.of(Platforms.whole("hospital", 30080, "192.0.2").getSpec());

    @Test
    void podsAreProbedAtTheirNodePortAndNativeProcessesAtTheirPort() {
        assertThat(targets)
                .extracting(
                        target -> target.service() + "@" + target.site() + " " + target.address() + ":" + target.port())
                .containsExactly(
                        "api@mac-studio-1 192.0.2.2:30080",
                        "records@mac-studio-1 192.0.2.2:5432",
                        "api@mac-studio-2 192.0.2.3:30080",
                        "records@mac-studio-2 192.0.2.3:5432",
                        "api@cloud 192.0.2.4:30080");
    }

    @Test
    void aServicesOwnProbeSettingsWin() {
        ProbeTarget records = targets.get(1);
        assertThat(records.request().type()).isEqualTo(ProbeType.TCP);
        assertThat(records.timeout()).isEqualTo(Duration.ofMillis(300));
        assertThat(records.timing().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(records.timing().tolerated())
                .as("100 of its own, 2 of the platform")
                .isEqualTo(98);
        assertThat(targets.get(0).timing().tolerated()).isZero();
    }

    @Test
    void aGroupIsProbedAtItsShortestIntervalAndTheEdgeIsAGroup() {
        List<ProbeGroup> groups =
                ProbeGroup.of(Platforms.whole("hospital", 30080, "192.0.2").getSpec());
        assertThat(groups)
                .extracting(ProbeGroup::name)
                .containsExactly(
                        new SiteName("mac-studio-1"),
                        new SiteName("mac-studio-2"),
                        SiteName.CLOUD,
                        new SiteName("edge"));
        assertThat(groups).filteredOn(group -> group.box().isPresent()).hasSize(3);
        assertThat(groups).allSatisfy(group -> assertThat(group.interval()).isEqualTo(Duration.ofSeconds(1)));
    }
}
