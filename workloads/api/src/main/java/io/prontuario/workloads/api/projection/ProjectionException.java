package io.prontuario.workloads.api.projection;

/** The outbox cannot be applied to the projection; the message says why and what to do. */
public final class ProjectionException extends Exception {
    private static final long serialVersionUID = 1L;

    ProjectionException(String message) {
        super(message);
    }
}
