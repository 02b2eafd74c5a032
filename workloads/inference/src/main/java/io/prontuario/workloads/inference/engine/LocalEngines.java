package io.prontuario.workloads.inference.engine;

import io.prontuario.workloads.inference.model.ModelFormat;
import io.prontuario.workloads.inference.model.ModelSpec;
import java.io.IOException;

/**
 * Makes the engine that a model file is for, by what the file says it is.
 *
 * @param options what chat engines are given of the machine; others take the threads
 */
public record LocalEngines(JniOptions options) implements EngineFactory {
    @Override
    public Engine create(ModelSpec model) throws EngineException {
        ModelFormat format;
        try {
            format = ModelFormat.of(model.file());
        } catch (IOException unreadable) {
            throw new EngineException(
                    EngineException.Kind.FAILED,
                    "model " + model.name() + ": " + model.file() + " cannot be read",
                    unreadable);
        }
        return switch (format) {
            case GGUF -> JniEngine.load(model.file(), options);
            case WHISPER_GGML -> WhisperEngine.load(model.file(), options.threads(), 1);
            case UNKNOWN -> throw new EngineException(
                    EngineException.Kind.FAILED,
                    "model " + model.name() + ": " + model.file()
                            + " is neither GGUF (chat) nor ggml (Whisper); convert it or correct the source in the object");
        };
    }
}
