package io.prontuario.workloads.common;

/** Says whether the process may get requests; answered from memory, so that a probe never waits for what it asks about. */
@FunctionalInterface
public interface Readiness {
    /** The verdict as of now. */
    Verdict current();

    /**
     * A verdict.
     *
     * @param ready whether requests may come
     * @param reason one sentence without personal data; shown to whoever asks
     */
    record Verdict(boolean ready, String reason) {
        /** Ready. */
        public static Verdict yes() {
            return new Verdict(true, "ready");
        }

        /** Not ready, and why. */
        public static Verdict no(String reason) {
            return new Verdict(false, reason);
        }
    }
}
