package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineFactory;
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

/** Either all models are served or none, and a model that cannot be loaded is named. */
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
    void oneModelThatCannotBeLoadedKeepsAllFromBeingServed() throws Exception {
        Path file = Files.write(folder.resolve("m"), new byte[] {1});
        StubEngine good = new StubEngine();
        Models models = load(List.of(config("good", file), config("bad", file)), config -> {
            if (config.name().equals("bad")) {
                throw new EngineException(EngineException.Kind.FAILED, "it is empty");
            }
            return good;
        });
        assertThat(models.current().reason()).isEqualTo("model bad (" + file + "): it is empty");
        assertThat(models.serving()).isEmpty();
        assertThat(good.closed).isTrue();
    }

    @Test
    void theFirstModelOfAKindIsTheDefault() throws Exception {
        Path file = Files.write(folder.resolve("m"), new byte[] {1});
        Models models = load(List.of(config("a", file), config("b", file)), config -> new StubEngine());
        assertThat(models.current().ready()).isTrue();
        assertThat(models.find(Optional.empty(), Engine.class)
                        .orElseThrow()
                        .config()
                        .name())
                .isEqualTo("a");
        assertThat(models.find(Optional.of("b"), Engine.class)).isPresent();
        assertThat(models.find(Optional.of("c"), Engine.class)).isEmpty();
    }

    private static String reason(Path file) throws Exception {
        Models models = load(List.of(config("other", file)), ENGINES);
        assertThat(models.current().ready()).isFalse();
        return models.current().reason();
    }

    private static Models load(List<ModelConfig> configs, EngineFactory engines) {
        Models models = new Models(configs, engines, 1, Duration.ofSeconds(1));
        models.load();
        return models;
    }

    private static ModelConfig config(String name, Path file) throws Exception {
        return new ModelConfig.Local(name, file, Checksums.sha256(file));
    }

    private static final class StubEngine implements Engine {
        private boolean closed;

        @Override
        public void warmUp() {}

        @Override
        public int parallel() {
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
