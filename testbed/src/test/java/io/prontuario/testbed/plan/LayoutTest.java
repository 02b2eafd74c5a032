package io.prontuario.testbed.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @Test
    void onTheEdgeAloneTheApisAddressIsTheEdges() {
        assertThat(Layout.EDGE.members(Cluster.ONSITE)).extracting(Host::name).containsExactly("edge");
        assertThat(Layout.EDGE.apiUrl(Cluster.ONSITE)).isEqualTo("https://10.200.0.13:6443");
        assertThat(Layout.EDGE.balanced(Cluster.ONSITE)).isFalse();
    }

    @Test
    void stretchedTheApisAddressIsLocalToEveryHost() {
        assertThat(Layout.STRETCHED.members(Cluster.ONSITE))
                .extracting(Host::name)
                .containsExactly("mac-studio-1", "mac-studio-2", "edge");
        assertThat(Layout.STRETCHED.apiUrl(Cluster.ONSITE)).isEqualTo("https://10.200.255.1:6443");
    }

    @Test
    void theCloudsAddressIsTheSameInBothLayouts() {
        for (Layout layout : Layout.values()) {
            assertThat(layout.members(Cluster.CLOUD)).extracting(Host::name).containsExactly("cloud");
            assertThat(layout.apiAddress(Cluster.CLOUD)).isEqualTo("10.200.1.21");
        }
    }

    @Test
    void anUnknownNameIsRefusedWithAList() {
        assertThat(Layout.named("stretched")).isEqualTo(Layout.STRETCHED);
        assertThatThrownBy(() -> Layout.named("everywhere"))
                .isInstanceOf(TestbedException.class)
                .hasMessage("there is no control plane 'everywhere'; there are edge, stretched");
    }

    @Test
    void theLayoutIsOnDiskAndTheEdgeIsTheDefault(@TempDir Path folder) {
        StateFolder state = StateFolder.at(folder);
        assertThat(state.layout()).isEqualTo(Layout.EDGE);

        UncheckedFiles.write(state.layoutFile(), Layout.STRETCHED.id());

        assertThat(state.layout()).isEqualTo(Layout.STRETCHED);
    }
}
