package io.prontuario.pulumi.gcp.tools;

/** The JSON is valid, but a command must run first; the message says which. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReadyException(String message) {
        super(message);
    }
}
