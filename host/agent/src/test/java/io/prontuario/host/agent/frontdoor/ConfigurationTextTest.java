package io.prontuario.host.agent.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.operator.haproxy.HaproxyConfiguration;
import io.prontuario.testing.FrontDoorObject;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the agent reads from a configuration that the operator renders. */
class ConfigurationTextTest {
    private static final PlatformSpec SPEC = PlatformYaml.read(
                    new FrontDoorObject("10.200.0.11", "10.200.0.12", "10.200.1.21", 30080)
                            .https(443, "front-door-tls")
                            .record(5432, 5433)
                            .yaml())
            .getSpec();
    private static final ConfigurationText ALL =
            new ConfigurationText(HaproxyConfiguration.render(SPEC, FrontDoorObject.SITES));
    private static final ConfigurationText WITHOUT_PRIMARY =
            new ConfigurationText(HaproxyConfiguration.render(SPEC, Set.of("mac-studio-2", "cloud")));

    @Test
    void aNewBoxStartsWithWhatTheOperatorRendersForNoService() throws IOException {
        assertThat(ConfigurationFiles.bootstrap()).isEqualTo(HaproxyConfiguration.bootstrap());
    }

    @Test
    void serversComeWithTheirBackendAddressAndAdminState() {
        assertThat(WITHOUT_PRIMARY.servers())
                .contains(
                        new ConfigurationText.Server(
                                new ServerKey("be_read_api", "mac-studio-1"), "10.200.0.11:30080", true, true),
                        new ConfigurationText.Server(
                                new ServerKey("be_read_api", "mac-studio-2"), "10.200.0.12:30080", true, false),
                        new ConfigurationText.Server(
                                new ServerKey("be_read_api", "cloud"), "10.200.1.21:30080", false, false),
                        new ConfigurationText.Server(
                                new ServerKey("check_cloud_api", "cloud"), "10.200.1.21:30080", true, false),
                        new ConfigurationText.Server(
                                new ServerKey("record_writer", "mac-studio-1"), "10.200.0.11:5433", false, false));
    }

    @Test
    void textsThatDifferInAdmittedSitesNeedNoNewProcess() {
        assertThat(ALL.differsOnlyInDisabled(WITHOUT_PRIMARY)).isTrue();
        assertThat(WITHOUT_PRIMARY.differsOnlyInDisabled(ALL)).isTrue();
    }

    @Test
    void anyOtherDifferenceNeedsOne() {
        assertThat(ALL.differsOnlyInDisabled(new ConfigurationText(ALL.text().replace("retries 5", "retries 6"))))
                .isFalse();
        assertThat(ALL.differsOnlyInDisabled(new ConfigurationText(ALL.text().replace("10.200.0.11", "10.200.0.99"))))
                .isFalse();
        // "disabled" counts only at the end of a server's line.
        assertThat(ALL.differsOnlyInDisabled(
                        new ConfigurationText(ALL.text().replace("mode http\n", "mode http disabled\n"))))
                .isFalse();
    }

    @Test
    void aBackendIsFoundByItsWholeName() {
        assertThat(ALL.hasBackend("be_read_api")).isTrue();
        assertThat(ALL.hasBackend("be_read_ap")).isFalse();
        assertThat(ALL.hasBackend("read_api")).isFalse();
    }

    @Test
    void listensAreTheBindAddresses() {
        assertThat(ALL.listens()).containsExactlyInAnyOrder(":5432", ":9180", ":443");
    }
}
