package io.prontuario.workloads.inference.speech;

/** The audio cannot be used; the message says why and what to send. */
public final class AudioException extends Exception {
    private static final long serialVersionUID = 1L;

    AudioException(String message) {
        super(message);
    }
}
