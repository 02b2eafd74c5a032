package io.prontuario.workloads.inference.model;

/** A model file cannot be fetched or is not the required one; the message says what to do. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, and what to do */
    public ModelException(String message) {
        super(message);
    }

    /** @param message what is wrong, and what to do */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
