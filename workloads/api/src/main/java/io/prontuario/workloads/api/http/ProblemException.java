package io.prontuario.workloads.api.http;

/** Rejects a request with a problem document. */
final class ProblemException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem.Kind kind;

    /** @param detail the problem's detail; no personal data */
    ProblemException(Problem.Kind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    Problem.Kind kind() {
        return kind;
    }
}
