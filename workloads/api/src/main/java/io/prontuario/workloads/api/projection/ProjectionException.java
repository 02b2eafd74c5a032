package io.prontuario.workloads.api.projection;

/** The projection cannot follow the record; the message says why and what to do. */
public final class ProjectionException extends Exception {
    private static final long serialVersionUID = 1L;

    ProjectionException(String message) {
        super(message);
    }
}
