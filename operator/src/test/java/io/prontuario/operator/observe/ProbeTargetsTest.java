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
    void podsAreAskedAtTheirNodePortAndNativeProcessesAtTheirOwn() {
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
    void aServicesOwnNumbersWinOverThePlatforms() {
        ProbeTarget records = targets.get(1);
        assertThat(records.type()).isEqualTo(ProbeType.TCP);
        assertThat(records.timeout()).isEqualTo(Duration.ofMillis(300));
        assertThat(records.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(records.tolerated())
                .as("100 asked for, 2 are the platform's")
                .isEqualTo(98);
        assertThat(targets.get(0).tolerated()).isZero();
    }

    @Test
    void aMachineIsAskedAtTheShortestIntervalAndTheEdgeIsOne() {
        List<ProbeGroup> machines =
                ProbeGroup.of(Platforms.whole("hospital", 30080, "192.0.2").getSpec());
        assertThat(machines)
                .extracting(ProbeGroup::name)
                .containsExactly(
                        new SiteName("mac-studio-1"),
                        new SiteName("mac-studio-2"),
                        SiteName.CLOUD,
                        new SiteName("edge"));
        assertThat(machines).filteredOn(machine -> machine.box().isPresent()).hasSize(3);
        assertThat(machines)
                .allSatisfy(machine -> assertThat(machine.interval()).isEqualTo(Duration.ofSeconds(1)));
    }
}
