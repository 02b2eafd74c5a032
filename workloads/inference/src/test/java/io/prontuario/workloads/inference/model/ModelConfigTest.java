package io.prontuario.workloads.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {
    private static final String SHA = "ab".repeat(32);

    @Test
    void readsTheListInOrder() {
        assertThat(read("smollm2=/models/smollm2@" + SHA + ", b=/models/b@" + SHA))
                .containsExactly(
                        new ModelConfig.Local("smollm2", Path.of("/models/smollm2"), SHA),
                        new ModelConfig.Local("b", Path.of("/models/b"), SHA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smollm2",
                "smollm2=/m",
                "=/m@SHA",
                "a=models/a@SHA",
                "a=/m@SHAff",
                "a=/m@SHA,",
                "a=/m@SHA,a=/n@SHA"
            })
    void rejectsAnythingElse(String text) {
        assertThatThrownBy(() -> read(text.replace("SHA", SHA)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("MODELS: ");
    }

    private static List<ModelConfig> read(String text) {
        return ModelConfig.from(Settings.of(Map.of("MODELS", text)));
    }
}
