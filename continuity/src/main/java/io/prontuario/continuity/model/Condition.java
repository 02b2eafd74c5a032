package io.prontuario.continuity.model;

/** A condition in Kubernetes' sense. {@code reason} is CamelCase; {@code message} says what to do. */
public record Condition(Type type, Status status, String reason, String message) {
    /** {@code WriterSafe}'s reason where nothing observes a database, so that no write right exists to be safe or not. */
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
        SpecValid
    }

    public enum Status {
        True,
        False,
        Unknown
    }
}
