package io.prontuario.crds.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * A model file, identified by its checksum.
 *
 * @param source a URI: {@code https:}, {@code http:}, {@code file:}, {@code gs:}
 * @param sha256 the file's SHA-256 in lower-case hexadecimal; a model that does not match is refused
 * @param sizeBytes the file's size in bytes, when known
 */
public record ModelSpec(
        String name, String source, String sha256, @Nullable Long sizeBytes, Engine engine, @Nullable String licence) {
    public enum Engine {
        LlamaCpp,
        WhisperCpp,
        Onnx,
        OpenAIProxy
    }
}
