package io.prontuario.workloads.inference;

import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.model.ModelSpec;

/**
 * A model that answers.
 *
 * @param spec what it is
 * @param engine verified, loaded and warm
 * @param queue in front of the engine
 */
public record ServedModel(ModelSpec spec, Engine engine, AdmissionQueue queue) {}
