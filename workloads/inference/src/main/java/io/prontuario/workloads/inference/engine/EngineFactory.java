package io.prontuario.workloads.inference.engine;

import io.prontuario.workloads.inference.model.ModelSpec;

/** Makes the engine of a model whose file has been verified. */
@FunctionalInterface
public interface EngineFactory {
    /** Loads the model. Blocks. */
    Engine create(ModelSpec model) throws EngineException;
}
