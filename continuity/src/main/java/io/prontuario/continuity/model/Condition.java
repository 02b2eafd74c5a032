package io.prontuario.continuity.model;

/** A condition as in the Kubernetes API conventions. {@code reason} is CamelCase; {@code message} says what to do. */
public record Condition(Type type, Status status, String reason, String message) {
    /** {@code WriterSafe}'s reason where no database is observed, so that the writer is not decided. */
    public static final String NO_WRITER_DECIDED = "NoWriterDecided";

    public enum Type {
        Ready,
        Reconciling,
        Stalled,
        RoutesConverged,
        CloudStandbyReady,
        SpecInSync,
        FailoverAllowed,
        WriterSafe,
        DataProtected,
        ProjectionCurrent,
        SpecValid
    }

    public enum Status {
        True,
        False,
        Unknown
    }
}
