package io.prontuario.crds.v1alpha1;

/** The operator's role checks. Defaults are the source document's numbers: 5 s, 2 s, 3. Durations like {@code 5s}, {@code 500ms}, {@code 10m}. */
public record HealthSpec(String interval, String timeout, Integer failureThreshold, Integer successThreshold) {
    public HealthSpec {
        interval = interval == null ? "5s" : interval;
        timeout = timeout == null ? "2s" : timeout;
        failureThreshold = failureThreshold == null ? 3 : failureThreshold;
        successThreshold = successThreshold == null ? 2 : successThreshold;
    }

    public static HealthSpec defaults() {
        return new HealthSpec("5s", "2s", 3, 2);
    }
}
