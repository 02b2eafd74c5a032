package io.prontuario.workloads.inference.engine;

/**
 * A text to be continued, given to the model as it is: without roles and without its template.
 *
 * @param prompt its beginning, not empty
 * @param generation how
 */
public record TextRequest(String prompt, Generation generation) {}
