package io.prontuario.operator.observe;

/**
 * What one question got.
 *
 * @param detail for people: what was wrong, in words that do not change from one check to the next; empty when ready
 */
public record ProbeResult(Kind kind, String detail) {
    /** READY: answered as hoped. NOT_READY: a connection was accepted, the answer was not the one. NO_CONNECTION: nobody accepted. UNDECIDED: we could not ask. */
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
