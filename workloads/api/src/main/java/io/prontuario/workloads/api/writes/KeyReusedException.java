package io.prontuario.workloads.api.writes;

/** A key came back with another request. */
public final class KeyReusedException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyReusedException() {
        super("This Idempotency-Key was used for another request; choose a new one for a new write.");
    }
}
