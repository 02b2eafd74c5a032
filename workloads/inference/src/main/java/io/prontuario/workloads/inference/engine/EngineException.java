package io.prontuario.workloads.inference.engine;

/** An engine rejected a request or failed. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The cause, which decides the HTTP status. */
    public enum Kind {
        /** The prompt does not fit the context. */
        PROMPT_TOO_LONG,
        /** The model does not support what was requested. */
        UNSUPPORTED,
        /** The client disconnected; no response is sent. */
        CANCELLED,
        /** The queue is full. */
        BUSY,
        /** The engine cannot serve at present. */
        UNAVAILABLE,
        /** The engine failed. */
        FAILED
    }

    private final Kind kind;

    /** @param message a sentence for the client; it must not contain any part of a prompt */
    public EngineException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @param message a sentence for the client; it must not contain any part of a prompt */
    public EngineException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The cause. */
    public Kind kind() {
        return kind;
    }
}
