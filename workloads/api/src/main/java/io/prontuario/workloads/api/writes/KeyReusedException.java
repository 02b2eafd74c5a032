package io.prontuario.workloads.api.writes;

/** An idempotency key was used for a different request. */
public final class KeyReusedException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyReusedException() {
        super("This Idempotency-Key was used for a different request; use a new key for a new write.");
    }
}
