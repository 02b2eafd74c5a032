package io.prontuario.workloads.inference.engine;

/**
 * A text to be completed, passed to the model without roles and without its chat template.
 *
 * @param prompt the text, not empty
 * @param generation how to generate
 */
public record TextRequest(String prompt, GenerationOptions generation) {}
