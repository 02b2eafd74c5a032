package io.prontuario.testbed.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NodeConfigTest {
    private static final Host EDGE = Plan.host("edge");
    private static final HostFolder FOLDER = new HostFolder(Path.of("/state/hosts/edge"));

    @Test
    void theKubeletRenewsItsLeaseOftenAndUsesTheNodesDns() throws JsonProcessingException {
        JsonNode kubelet = yaml(NodeConfig.kubelet(FOLDER, "/prontuario/edge", Path.of("/state/pki/ca.crt")));

        assertThat(kubelet.at("/nodeStatusUpdateFrequency").asText()).isEqualTo("2s");
        assertThat(kubelet.at("/nodeLeaseDurationSeconds").asInt()).isEqualTo(8);
        assertThat(kubelet.at("/clusterDNS/0").asText()).isEqualTo(Plan.DNS_ADDRESS);
        assertThat(kubelet.at("/cgroupRoot").asText()).isEqualTo("/prontuario/edge");
        assertThat(kubelet.at("/authentication/anonymous/enabled").asBoolean(true))
                .isFalse();
    }

    @Test
    void kubeProxyIsInNftablesModeAndCountsOnlyItsOwnPodsAsLocal() throws JsonProcessingException {
        JsonNode proxy = yaml(NodeConfig.proxy(EDGE, Path.of("/state/proxy.kubeconfig")));

        assertThat(proxy.at("/mode").asText()).isEqualTo("nftables");
        assertThat(proxy.at("/nftables/minSyncPeriod").asText()).isEqualTo("200ms");
        assertThat(proxy.at("/clusterCIDR").asText()).isEqualTo(EDGE.podCidr());
    }

    @Test
    void podsGetAddressesOfTheirNodesOwnBlock() throws JsonProcessingException {
        JsonNode cni = new ObjectMapper().readTree(NodeConfig.cni(EDGE));

        assertThat(cni.at("/plugins/0/ipam/ranges/0/0/subnet").asText()).isEqualTo("10.244.3.0/24");
        assertThat(cni.at("/plugins/0/ipMasq").asBoolean(true)).isFalse();
    }

    @Test
    void containerdKeepsImagesOnTheHostsDiskAndTheRestInItsRun() {
        assertThat(NodeConfig.containerd(FOLDER, Path.of("/state/cni")))
                .contains("root = \"/state/hosts/edge/containerd\"")
                .contains("state = \"/run/containerd\"")
                .contains("sandbox_image = \"localhost/pause:1\"");
    }

    private static JsonNode yaml(String text) throws JsonProcessingException {
        return new YAMLMapper().readTree(text);
    }
}
