package io.prontuario.workloads.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The native libraries of the image. */
class NativeLibrariesTest {
    /** Where later versions of ONNX Runtime send usage data. */
    private static final String COLLECTOR = "events.data.microsoft.com";

    @Test
    void noLibrarySendsUsageData() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("prontuario.native")))) {
            List<Path> libraries = files.filter(Files::isRegularFile).toList();
            assertThat(libraries)
                    .anyMatch(file -> file.endsWith("libonnxruntime.so"))
                    .anyMatch(file -> file.endsWith("libjllama.so"))
                    .anyMatch(file -> file.endsWith("libtokenizers.so"));
            assertThat(libraries).noneMatch(NativeLibrariesTest::sendsUsageData);
        }
    }

    @Test
    void theTokenizersBindingStaysOfflineAndUnpacksNothing() {
        NativeLibraries.prepareTokenizers();
        assertThat(ai.djl.util.Utils.isOfflineMode()).isTrue();
        assertThat(Path.of(System.getProperty("RUST_LIBRARY_PATH")))
                .startsWith(Path.of(System.getProperty("prontuario.native")))
                .isRegularFile();
    }

    private static boolean sendsUsageData(Path library) {
        try {
            return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1).contains(COLLECTOR);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
