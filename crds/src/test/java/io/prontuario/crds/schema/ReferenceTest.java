package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    @Test
    void theReferenceIsWhatTheSchemaSays() throws Exception {
        GeneratedFile.assertUpToDate(
                Path.of("../docs/reference/prontuarioplatform.md"),
                ReferencePage.write(CrdGenerator.generate()),
                ReferenceTest.class);
    }

    @Test
    void theReferenceOfDrillsIsWhatTheSchemaSays() throws Exception {
        GeneratedFile.assertUpToDate(
                Path.of("../docs/reference/failoverdrill.md"),
                ReferencePage.writeDrill(CrdGenerator.generateDrill()),
                ReferenceTest.class);
    }

    @Test
    void everyFieldIsExplained() {
        assertThat(ReferencePage.undocumented(CrdGenerator.generateDrill())).isEmpty();
        assertThat(ReferencePage.undocumented(CrdGenerator.generate())).isEmpty();
    }
}
