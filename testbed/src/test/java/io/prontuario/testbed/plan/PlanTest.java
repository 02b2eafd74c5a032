package io.prontuario.testbed.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.prontuario.testbed.exec.TestbedException;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void everyHostHasItsAddressAndPodNetwork() {
        assertThat(Plan.HOSTS)
                .extracting(Host::name, Host::address, Host::podCidr)
                .containsExactly(
                        tuple("mac-studio-1", "10.200.0.11", "10.244.1.0/24"),
                        tuple("mac-studio-2", "10.200.0.12", "10.244.2.0/24"),
                        tuple("edge", "10.200.0.13", "10.244.3.0/24"),
                        tuple("cloud", "10.200.1.21", "10.244.21.0/24"));
    }

    @Test
    void linkNamesFitTheKernelsFifteenCharacters() {
        assertThat(Plan.HOSTS)
                .allSatisfy(host -> assertThat(host.netns().length()).isLessThanOrEqualTo(15));
        assertThat(Cluster.values())
                .allSatisfy(cluster -> assertThat(cluster.bridge().length()).isLessThanOrEqualTo(15));
    }

    @Test
    void cardAddressesAreDistinctAndLocallyAdministered() {
        assertThat(Plan.HOSTS).extracting(Host::mac).doesNotHaveDuplicates().allMatch(mac -> mac.startsWith("02:"));
        assertThat(Plan.host("edge").mac()).isEqualTo("02:50:0a:c8:00:0d");
    }

    @Test
    void anUnknownHostIsRefusedWithAListOfHosts() {
        assertThatThrownBy(() -> Plan.host("mac-studio-3"))
                .isInstanceOf(TestbedException.class)
                .hasMessage("no host is called 'mac-studio-3'; hosts are mac-studio-1, mac-studio-2, edge, cloud");
        assertThatThrownBy(() -> Plan.cluster("moon")).hasMessageContaining("onsite, cloud");
    }
}
