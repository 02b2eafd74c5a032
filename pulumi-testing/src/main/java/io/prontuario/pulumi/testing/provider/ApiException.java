package io.prontuario.pulumi.testing.provider;

/** The cloud's own refusal of a call, in the cloud's words. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiException(String message) {
        super(message);
    }
}
