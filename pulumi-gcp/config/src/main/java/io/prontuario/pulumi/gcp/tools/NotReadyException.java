package io.prontuario.pulumi.gcp.tools;

/** The JSON is what Pulumi prints, but something has to be run before it is of use; the message says what. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReadyException(String message) {
        super(message);
    }
}
