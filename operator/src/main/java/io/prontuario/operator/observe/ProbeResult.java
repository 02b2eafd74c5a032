package io.prontuario.operator.observe;

/**
 * The result of one probe.
 *
 * @param detail for people: what was wrong, the same text for the same failure; empty when ready
 */
public record ProbeResult(Kind kind, String detail) {
    /** READY: answered as expected. NOT_READY: accepted the connection and answered otherwise. NO_CONNECTION: did not accept. UNDECIDED: the probe could not be sent. */
    public enum Kind {
        READY,
        NOT_READY,
        NO_CONNECTION,
        UNDECIDED
    }

    static ProbeResult ready() {
        return new ProbeResult(Kind.READY, "");
    }

    static ProbeResult notReady(String detail) {
        return new ProbeResult(Kind.NOT_READY, detail);
    }

    static ProbeResult noConnection(String detail) {
        return new ProbeResult(Kind.NO_CONNECTION, detail);
    }

    static ProbeResult undecided(String detail) {
        return new ProbeResult(Kind.UNDECIDED, detail);
    }
}
