package io.prontuario.pulumi.testing.provider;

/** The cloud's API refuses a call; the message is that of the API. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiException(String message) {
        super(message);
    }
}
