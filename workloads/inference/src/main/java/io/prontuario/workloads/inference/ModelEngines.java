package io.prontuario.workloads.inference;

import io.prontuario.workloads.inference.embed.OnnxEmbeddingEngine;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineFactory;
import io.prontuario.workloads.inference.engine.LlamaCppEngine;
import io.prontuario.workloads.inference.engine.LlamaCppOptions;
import io.prontuario.workloads.inference.engine.WhisperEngine;
import io.prontuario.workloads.inference.model.ModelConfig;
import io.prontuario.workloads.inference.model.ModelFormat;
import io.prontuario.workloads.inference.proxy.ProxyChatEngine;
import io.prontuario.workloads.inference.proxy.ProxyEmbeddingEngine;
import io.prontuario.workloads.inference.proxy.ProxyOptions;
import io.prontuario.workloads.inference.vad.SileroVadEngine;
import java.io.IOException;

/**
 * Creates the engine of a model; the format of a local file decides which one.
 *
 * @param options resources of engines in this process; those other than llama.cpp take the threads only
 * @param proxy limits and timeouts of proxied servers
 */
public record ModelEngines(LlamaCppOptions options, ProxyOptions proxy) implements EngineFactory {
    @Override
    public Engine create(ModelConfig model) throws EngineException {
        if (model instanceof ModelConfig.Local local) {
            return local(local);
        }
        ModelConfig.Remote remote = (ModelConfig.Remote) model;
        return switch (remote.task()) {
            case CHAT -> new ProxyChatEngine(remote, proxy);
            case EMBEDDINGS -> new ProxyEmbeddingEngine(remote, proxy);
        };
    }

    private Engine local(ModelConfig.Local model) throws EngineException {
        ModelFormat format;
        try {
            format = ModelFormat.of(model.file());
        } catch (IOException unreadable) {
            throw new EngineException(EngineException.Kind.FAILED, "cannot read the file", unreadable);
        }
        return switch (format) {
            case GGUF -> LlamaCppEngine.load(model.file(), options);
            case WHISPER_GGML -> WhisperEngine.load(model.file(), options.threads(), 1);
            case ONNX_ARCHIVE -> OnnxEmbeddingEngine.load(model.file(), options.threads());
            case ONNX -> SileroVadEngine.load(model.file());
            case UNKNOWN -> throw new EngineException(
                    EngineException.Kind.FAILED,
                    "the format of the file is not supported; use GGUF (chat), ggml (Whisper), ONNX (Silero VAD) or a zip with an "
                            + "ONNX model and its tokenizer.json (embeddings)");
        };
    }
}
