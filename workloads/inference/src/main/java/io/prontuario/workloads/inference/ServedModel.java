package io.prontuario.workloads.inference;

import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.model.ModelConfig;

/**
 * A model that serves requests.
 *
 * @param config its configuration
 * @param engine verified, loaded and warmed up
 * @param queue the queue of the engine
 */
public record ServedModel(ModelConfig config, Engine engine, AdmissionQueue queue) {}
