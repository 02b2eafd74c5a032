package io.prontuario.workloads.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "mac-studio-1",
                "10.0.0.1",
                "127.0.0.1",
                "192.168.1.9",
                "172.16.0.1",
                "172.31.255.1",
                "[::1]",
                "[fd00::1]",
                "vllm.prontuario.svc",
                "vllm.prontuario.svc.cluster.local",
                "studio.local"
            })
    void hostsOfTheClusterAndTheHospitalAreInternal(String host) {
        assertThat(InternalHosts.contains(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "11.0.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.169.0.1",
                "8.8.8.8",
                "[2001:db8::1]",
                "",
                "svc.example.org",
                "10.0.0.1.example.com"
            })
    void anyOtherHostIsExternal(String host) {
        assertThat(InternalHosts.contains(host)).isFalse();
    }

    @Test
    void anExternalServerIsRejectedUnlessItsModelIsAllowed() {
        String model = "big=https://api.example.com/v1/#gpt";
        assertThatThrownBy(() -> ModelConfig.from(Settings.of(Map.of("PROXY_MODELS", model))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("patient data")
                .hasMessageContaining("PROXY_ALLOW_EXTERNAL");
        assertThat(ModelConfig.from(Settings.of(Map.of("PROXY_MODELS", model, "PROXY_ALLOW_EXTERNAL", "other, big"))))
                .containsExactly(new ModelConfig.Remote(
                        "big", ModelConfig.Task.CHAT, URI.create("https://api.example.com/v1"), "gpt"));
    }

    @Test
    void aProxiedModelOfAPlatformObjectHasTheSameNameUpstream() {
        assertThat(ModelConfig.from(Settings.of(Map.of("MODELS", "llama=http://mac-studio-1:8000/v1/"))))
                .containsExactly(new ModelConfig.Remote(
                        "llama", ModelConfig.Task.CHAT, URI.create("http://mac-studio-1:8000/v1"), "llama"));
        assertThatThrownBy(() -> ModelConfig.from(Settings.of(Map.of("MODELS", "big=https://api.example.com/v1"))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("PROXY_ALLOW_EXTERNAL");
    }

    @Test
    void anExternalEmbeddingServerNeedsPermissionToo() {
        String model = "near=https://api.example.com/v1#e5";
        assertThatThrownBy(() -> ModelConfig.from(Settings.of(Map.of("PROXY_EMBEDDINGS", model))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("PROXY_EMBEDDINGS")
                .hasMessageContaining("PROXY_ALLOW_EXTERNAL");
        assertThat(ModelConfig.from(
                        Settings.of(Map.of("PROXY_EMBEDDINGS", model, "PROXY_ALLOW_EXTERNAL", "near,near"))))
                .containsExactly(new ModelConfig.Remote(
                        "near", ModelConfig.Task.EMBEDDINGS, URI.create("https://api.example.com/v1"), "e5"));
        assertThatThrownBy(() -> ModelConfig.from(
                        Settings.of(Map.of("PROXY_MODELS", "a=http://h/v1#x", "PROXY_EMBEDDINGS", "a=http://h/v1#y"))))
                .as("a name stands for one model")
                .isInstanceOf(InvalidSettingException.class);
    }
}
