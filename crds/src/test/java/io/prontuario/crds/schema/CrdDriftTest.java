package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CrdDriftTest {
    @Test
    void theCheckedInDefinitionIsWhatTheTypesSay() throws Exception {
        GeneratedFile.assertUpToDate(
                Path.of("src/main/resources" + PlatformCrd.RESOURCE),
                CrdYaml.write(CrdGenerator.generate()),
                CrdDriftTest.class);
    }

    @Test
    void theCheckedInDefinitionOfDrillsIsWhatTheTypesSay() throws Exception {
        GeneratedFile.assertUpToDate(
                Path.of("src/main/resources" + DrillCrd.RESOURCE),
                CrdYaml.write(CrdGenerator.generateDrill()),
                CrdDriftTest.class);
    }

    @Test
    void kubectlGetShowsWhatAnOperatorOnCallNeeds() {
        CustomResourceDefinition crd = CrdGenerator.generate();
        assertThat(crd.getSpec().getVersions().get(0).getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactly("Mode", "Active", "Epoch", "Ready", "Age");
        assertThat(crd.getSpec().getNames().getShortNames()).containsExactly("pp");
        assertThat(crd.getMetadata().getName()).isEqualTo(PlatformCrd.NAME);
        assertThat(crd.getSpec().getVersions().get(0).getSubresources().getStatus())
                .isNotNull();
    }
}
