package io.prontuario.workloads.inference;

import io.prontuario.workloads.inference.embed.OnnxEngine;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineFactory;
import io.prontuario.workloads.inference.engine.JniEngine;
import io.prontuario.workloads.inference.engine.JniOptions;
import io.prontuario.workloads.inference.engine.WhisperEngine;
import io.prontuario.workloads.inference.model.ModelFormat;
import io.prontuario.workloads.inference.model.ModelSpec;
import io.prontuario.workloads.inference.proxy.ProxyEmbeddings;
import io.prontuario.workloads.inference.proxy.ProxyEngine;
import io.prontuario.workloads.inference.proxy.ProxyOptions;
import io.prontuario.workloads.inference.voice.SileroEngine;
import java.io.IOException;

/**
 * Makes the engine that a model needs: for a file, by what the file says it is.
 *
 * @param options what chat engines are given of the machine; others take the threads
 * @param proxy how other servers are treated
 */
public record Engines(JniOptions options, ProxyOptions proxy) implements EngineFactory {
    @Override
    public Engine create(ModelSpec model) throws EngineException {
        if (model instanceof ModelSpec.InFile inFile) {
            return local(inFile);
        }
        ModelSpec.Proxied elsewhere = (ModelSpec.Proxied) model;
        return switch (elsewhere.task()) {
            case CHAT -> new ProxyEngine(elsewhere, proxy);
            case EMBEDDINGS -> new ProxyEmbeddings(elsewhere, proxy);
        };
    }

    private Engine local(ModelSpec.InFile model) throws EngineException {
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
            case ONNX_ARCHIVE -> OnnxEngine.load(model.file(), options.threads());
            case ONNX -> SileroEngine.load(model.file());
            case UNKNOWN -> throw new EngineException(
                    EngineException.Kind.FAILED,
                    "model " + model.name() + ": " + model.file()
                            + " is none of GGUF (chat), ggml (Whisper), ONNX (Silero, voice activity) and a zip with ONNX (embeddings); convert it or correct the source in the object");
        };
    }
}
