package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A model: a file with a checksum, or an API. */
@ValidationRule(
        value = "self.engine == 'OpenAIProxy' || has(self.sha256)",
        message = "a model without checksum cannot be verified on the hosts: add sha256, the output of sha256sum FILE")
@ValidationRule(
        value = "self.engine != 'OpenAIProxy' || !has(self.sha256)",
        fieldPath = ".sha256",
        message = "engine OpenAIProxy calls an API and fetches no file: remove sha256")
@ValidationRule(
        value = "self.engine == 'OpenAIProxy' || !has(self.task)",
        fieldPath = ".task",
        message = "task is for engine OpenAIProxy only: remove task")
public record ModelSpec(
        @JsonPropertyDescription(
                        "The name of the model. Services refer to it; their containers find it in /models/NAME.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("The URI of the file, with scheme https, http, file or gs. For engine OpenAIProxy, the"
                        + " base URL of the API.")
                @Required
                @Pattern(Patterns.SOURCE)
                @Size(max = Patterns.LONG_TEXT)
                String source,
        @JsonPropertyDescription("The SHA-256 of the file, in lower-case hexadecimal. A file with another checksum is"
                        + " refused. Required for every engine except OpenAIProxy.")
                @Pattern(Patterns.SHA256)
                @Size(max = 64)
                String sha256,
        @JsonPropertyDescription("The size of the file in bytes.") @Min(1) @Nullable Long sizeBytes,
        @JsonPropertyDescription("The engine that runs the model. The inference service recognizes LlamaCpp, WhisperCpp"
                        + " and Onnx files by their content; OpenAIProxy calls an API.")
                @Required
                Engine engine,
        @JsonPropertyDescription("The task of the model, for engine OpenAIProxy only. If absent, Chat.") @Nullable
                Task task,
        @JsonPropertyDescription("The licence of the model. For information only.")
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @Nullable
                String licence) {
    /** {@code sha256} is never null: empty for engine OpenAIProxy, which fetches no file. */
    public ModelSpec {
        sha256 = sha256 == null ? "" : sha256;
    }

    /** Whether the model is an API that returns embeddings. */
    public boolean embedsElsewhere() {
        return engine == Engine.OpenAIProxy && task == Task.Embeddings;
    }

    public enum Task {
        Chat,
        Embeddings
    }

    public enum Engine {
        LlamaCpp,
        WhisperCpp,
        Onnx,
        OpenAIProxy
    }
}
