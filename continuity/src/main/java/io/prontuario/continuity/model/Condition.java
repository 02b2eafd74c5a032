package io.prontuario.continuity.model;

/** A condition in Kubernetes' sense. {@code reason} is CamelCase; {@code message} says what to do. */
public record Condition(Type type, Status status, String reason, String message) {
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
