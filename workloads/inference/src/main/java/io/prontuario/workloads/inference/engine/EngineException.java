package io.prontuario.workloads.inference.engine;

/** An engine refused or failed. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is, and with that which answer the client gets. */
    public enum Kind {
        /** The prompt does not fit the context: the client must shorten it. */
        PROMPT_TOO_LONG,
        /** This model cannot do what was asked. */
        UNSUPPORTED,
        /** The client left; there is nobody to tell. */
        CANCELLED,
        /** Every place in the queue is taken: come back later. */
        BUSY,
        /** The engine cannot answer now. */
        UNAVAILABLE,
        /** The engine broke. */
        FAILED
    }

    private final Kind kind;

    /** @param message a sentence for the client; never contains any part of a conversation */
    public EngineException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @param cause what broke underneath */
    public EngineException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }
}
