package io.prontuario.workloads.inference.speech;

/** Audio that cannot be read; the message says why and what to send. */
public final class AudioException extends Exception {
    private static final long serialVersionUID = 1L;

    AudioException(String message) {
        super(message);
    }
}
