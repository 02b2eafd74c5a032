package io.prontuario.workloads.api.http;

/** A request that is not let through; answered with a problem. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem.Kind kind;

    /** @param detail what the client is told; no personal data */
    RefusedException(Problem.Kind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    Problem.Kind kind() {
        return kind;
    }
}
