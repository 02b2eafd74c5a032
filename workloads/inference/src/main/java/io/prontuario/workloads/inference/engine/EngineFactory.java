package io.prontuario.workloads.inference.engine;

import io.prontuario.workloads.inference.model.ModelConfig;

/** Creates engines. */
@FunctionalInterface
public interface EngineFactory {
    /** Loads a model whose file has been verified. Blocks. */
    Engine create(ModelConfig model) throws EngineException;
}
