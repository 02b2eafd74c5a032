package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void thereAreFourExamples() {
        assertThat(Examples.names())
                .containsExactly(
                        "aurora-triage.yaml",
                        "healthcare-production.yaml",
                        "mac-mini-hybrid.yaml",
                        "mac-studio-ha.yaml");
    }

    @Test
    void thePublicOverlayAddsThePublicNameAndNothingElse() {
        String testbed = Examples.text("overlays/testbed.yaml");
        String base = Examples.text("mac-studio-ha.yaml");

        // Like the demo: merges the overlays first, deletions included.
        String both = PlatformOverlay.merge(testbed, Examples.text("overlays/testbed-public.yaml"));
        PlatformSpec spec = PlatformOverlay.apply(base, both).getSpec();

        PlatformSpec without = PlatformOverlay.apply(base, testbed).getSpec();
        assertThat(spec.names().publicView().siteAddresses()).containsExactly("203.0.113.10");
        assertThat(spec.names().onsiteView()).isNull();
        assertThat(spec.models()).isEqualTo(without.models());
        assertThat(spec.services()).isEqualTo(without.services());
        assertThat(spec.hosts()).isEqualTo(without.hosts());
    }

    @Test
    void theTestbedsOverlayChangesAddressesImagesModelsAndWindowsOnly() {
        String overlay = Examples.text("overlays/testbed.yaml");
        PlatformSpec base = Examples.read("mac-studio-ha.yaml").getSpec();
        PlatformSpec spec = PlatformOverlay.apply(Examples.text("mac-studio-ha.yaml"), overlay)
                .getSpec();
        assertThat(spec.models()).extracting(ModelSpec::name).containsExactly("smollm2");
        assertThat(spec.hosts()).extracting(host -> host.address()).containsExactly("10.200.0.11", "10.200.0.12");
        assertThat(spec.failover().failback().stabilization()).isEqualTo("15s");
        assertThat(spec.health()).isEqualTo(base.health());
        assertThat(spec.failover().cloud()).isEqualTo(base.failover().cloud());
        assertThat(spec.drills()).isEqualTo(base.drills());
        assertThat(spec.edge().frontends()).isEqualTo(base.edge().frontends());
        assertThat(spec.edge().checks()).isEqualTo(base.edge().checks());
        assertThat(spec.services())
                .extracting(s -> s.resources())
                .isEqualTo(base.services().stream().map(s -> s.resources()).toList());
        assertThat(spec.services())
                .extracting(s -> s.env())
                .isEqualTo(base.services().stream().map(s -> s.env()).toList());
    }
}
