package io.prontuario.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private static final ProntuarioPlatform STUDIO = PlatformYaml.read(Path.of("../examples/mac-studio-ha.yaml"));

    @Test
    void aProxiedModelIsConfiguredForChatOrEmbeddingsAndNotFetched() {
        PlatformSpec spec = PlatformOverlay.apply(
                        STUDIO,
                        """
                        spec:
                          models:
                            - {name: medgemma-4b, source: "http://mac-studio-1:8000/v1", sha256: null, engine: OpenAIProxy, task: Chat}
                            - {name: minilm, source: "http://mac-studio-1:8001/v1", engine: OpenAIProxy, task: Embeddings}
                            - {name: bge, source: "http://mac-studio-2:8001/v1", engine: OpenAIProxy, task: Embeddings}
                          services:
                            - {name: inference, models: [medgemma-4b, minilm, bge], env: {PROXY_EMBEDDINGS: edited}}
                        """)
                .getSpec();
        SitePlan plan = SitePlan.managedFrom(OperatorRole.ONSITE, spec).get(0);
        PodSpec pod = Pods.of(
                spec,
                plan,
                plan.services().stream()
                        .filter(service -> service.name().equals("inference"))
                        .findFirst()
                        .orElseThrow());

        Map<String, String> env = pod.getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        assertThat(env)
                .containsEntry("MODELS", "medgemma-4b=http://mac-studio-1:8000/v1")
                .containsEntry(
                        "PROXY_EMBEDDINGS",
                        "minilm=http://mac-studio-1:8001/v1#minilm,bge=http://mac-studio-2:8001/v1#bge");
        assertThat(pod.getInitContainers()).isEmpty();
    }

    @Test
    void aKnownSizeIsPassedToTheFetch() {
        ModelSpec model =
                new ModelSpec("m", "file:///m", "a".repeat(64), 42L, ModelSpec.Engine.LlamaCpp, null, "Apache-2.0");
        assertThat(Containers.fetcher(STUDIO.getSpec().services().get(0), model).getArgs())
                .containsExactly("fetch-model", "file:///m", "a".repeat(64), "/models/m", "42");
    }
}
