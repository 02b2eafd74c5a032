package io.prontuario.crds.v1alpha1;

import org.jspecify.annotations.Nullable;

/** When roles move, how they come back, and how often they may. */
public record FailoverSpec(Policy mode, Cloud cloud, Failback failback, Damping damping, @Nullable Pause pause) {
    public FailoverSpec {
        mode = mode == null ? Policy.Automatic : mode;
        cloud = cloud == null ? Cloud.defaults() : cloud;
        failback = failback == null ? Failback.defaults() : failback;
        damping = damping == null ? Damping.defaults() : damping;
    }

    public static FailoverSpec defaults() {
        return new FailoverSpec(Policy.Automatic, Cloud.defaults(), Failback.defaults(), Damping.defaults(), null);
    }

    public enum Policy {
        Automatic,
        Manual
    }

    /**
     * @param takeoverAfter how long no host may serve, beyond the health thresholds, before the cloud takes over; default 0s
     * @param unreadyAfter how long both hosts may be alive but unready before the operator gives up on them; default 60s
     */
    public record Cloud(String takeoverAfter, String unreadyAfter) {
        public Cloud {
            takeoverAfter = takeoverAfter == null ? "0s" : takeoverAfter;
            unreadyAfter = unreadyAfter == null ? "60s" : unreadyAfter;
        }

        static Cloud defaults() {
            return new Cloud("0s", "60s");
        }
    }

    /** @param stabilization how long a returned host stays healthy before it is admitted; default 10m */
    public record Failback(Policy mode, String stabilization) {
        public Failback {
            mode = mode == null ? Policy.Automatic : mode;
            stabilization = stabilization == null ? "10m" : stabilization;
        }

        static Failback defaults() {
            return new Failback(Policy.Automatic, "10m");
        }
    }

    /** At most {@code maxRoleChanges} automatic role changes in {@code window}; then hold, and say so. Defaults 4 in 1h. */
    public record Damping(Integer maxRoleChanges, String window) {
        public Damping {
            maxRoleChanges = maxRoleChanges == null ? 4 : maxRoleChanges;
            window = window == null ? "1h" : window;
        }

        static Damping defaults() {
            return new Damping(4, "1h");
        }
    }

    /** No automatic transition until {@code until} (RFC 3339). A pause always expires. */
    public record Pause(String until, String reason) {}
}
