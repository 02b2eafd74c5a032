package io.prontuario.workloads.common;

/** Readiness of the process. Returned from memory, so that a probe never waits for a dependency. */
@FunctionalInterface
public interface Readiness {
    /** The current status. */
    Status current();

    /**
     * A readiness status.
     *
     * @param ready whether the process can serve requests
     * @param reason one sentence without personal data; public
     */
    record Status(boolean ready, String reason) {
        /** Ready. */
        public static Status ok() {
            return new Status(true, "ready");
        }

        /** Not ready, with the reason. */
        public static Status notReady(String reason) {
            return new Status(false, reason);
        }
    }
}
