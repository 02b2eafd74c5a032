package io.prontuario.workloads.inference.model;

/** A model file cannot be had or is not what was asked for; the message says which and what to do. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message which model, what is wrong, what to do */
    public ModelException(String message) {
        super(message);
    }

    /** @param cause what broke underneath */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
