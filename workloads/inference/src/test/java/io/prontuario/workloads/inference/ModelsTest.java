package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.embed.OnnxEmbeddingEngine;
import io.prontuario.workloads.inference.engine.LlamaCppOptions;
import io.prontuario.workloads.inference.model.Checksums;
import io.prontuario.workloads.inference.model.ModelConfig;
import io.prontuario.workloads.inference.proxy.ProxyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading with real engines; one model that cannot be loaded keeps all from being served, and the reason names it. */
class ModelsTest {
    private static final ModelEngines ENGINES =
            new ModelEngines(LlamaCppOptions.from(Settings.of(Map.of())), ProxyOptions.from(Settings.of(Map.of())));
    /** An ONNX model with input x, output y and the operation Identity. */
    private static final String IDENTITY =
            "CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCBAoAEA0=";

    @TempDir
    Path folder;

    @Test
    void aBareOnnxModelOtherThanSileroIsNamedWithWhatIsSupported() throws Exception {
        Path file = Files.write(
                folder.resolve("classifier.onnx"), Base64.getDecoder().decode(IDENTITY));
        assertThat(reason(file))
                .startsWith("model other (" + file + "): ")
                .contains("Silero VAD (input, state, sr)")
                .contains("zip together with its tokenizer.json");
    }

    @Test
    void anUnknownFormatIsNamedWithTheSupportedOnes() throws Exception {
        Path file = Files.writeString(folder.resolve("model"), "nonsense");
        assertThat(reason(file)).startsWith("model other (" + file + "): ").contains("use GGUF (chat)");
    }

    @Test
    void allModelsAreServedOnceEachIsLoaded() throws Exception {
        Models models = models(List.of(minilm("a"), minilm("b")));
        assertThat(models.current().ready()).isTrue();
        assertThat(models.find(Optional.of("b"), OnnxEmbeddingEngine.class)).isPresent();
        assertThat(models.find(Optional.empty(), OnnxEmbeddingEngine.class)
                        .orElseThrow()
                        .config()
                        .name())
                .isEqualTo("a");
        models.close();
    }

    private static String reason(Path file) throws Exception {
        Models models = models(List.of(minilm("good"), config("other", file)));
        assertThat(models.current().ready()).isFalse();
        assertThat(models.serving()).isEmpty();
        return models.current().reason();
    }

    private static Models models(List<ModelConfig> configs) {
        Models models = new Models(configs, ENGINES, 1, Duration.ofSeconds(1));
        models.load();
        return models;
    }

    private static ModelConfig minilm(String name) throws Exception {
        return config(name, Path.of("target/models/minilm.zip").toAbsolutePath());
    }

    private static ModelConfig config(String name, Path file) throws Exception {
        return new ModelConfig.Local(name, file, Checksums.sha256(file));
    }
}
