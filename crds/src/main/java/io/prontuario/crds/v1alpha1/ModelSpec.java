package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A model file, identified by its checksum. */
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
        message = "a file says by itself what it is for: remove task, which is for engine OpenAIProxy")
public record ModelSpec(
        @JsonPropertyDescription("The model's name; services name it, and find it under /models/NAME.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("Where the file is fetched from: a URI with scheme https, http, file or gs. For engine"
                        + " OpenAIProxy: the API's base address.")
                @Required
                @Pattern(Patterns.SOURCE)
                @Size(max = Patterns.LONG_TEXT)
                String source,
        @JsonPropertyDescription("The file's SHA-256 in lower-case hexadecimal; a file that does not match is refused."
                        + " Needed for every engine but OpenAIProxy.")
                @Pattern(Patterns.SHA256)
                @Size(max = 64)
                String sha256,
        @JsonPropertyDescription("The file's size in bytes, when known.") @Min(1) @Nullable Long sizeBytes,
        @JsonPropertyDescription("What runs it.") @Required Engine engine,
        @JsonPropertyDescription("For engine OpenAIProxy: what the API is asked to do with it. Absent: Chat.") @Nullable
                Task task,
        @JsonPropertyDescription("The model's licence, for the inventory.")
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @Nullable
                String licence) {
    /** {@code sha256} is never null: empty for engine OpenAIProxy, which fetches no file. */
    public ModelSpec {
        sha256 = sha256 == null ? "" : sha256;
    }

    /** Whether it is an API that is asked for vectors. */
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
