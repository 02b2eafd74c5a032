package io.prontuario.names;

/** A name could not be read or written, said so that a person can act on it. */
public final class NamesException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble; also the reason of the condition that reports it. */
    public enum Kind {
        /** The key or credential is unknown to the server, or its signature does not verify. */
        KeyRefused,
        /** The key is known and may not do this. */
        NotPermitted,
        /** The server does not hold the zone. */
        ZoneMissing,
        /** Too many requests, or a quota used up; tried again by itself. */
        QuotaExceeded,
        /** The name holds something that must not be overwritten: an alias, a routing policy. */
        NameOccupied,
        /** Nobody answered in time; tried again by itself. */
        ServerSilent,
        /** An answer that the protocol does not allow for. */
        Unexpected
    }

    private final Kind kind;
    private final String field;
    private final String remedy;

    /** @param field of the object, such as {@code spec.names.publicView.rfc2136.zone}  @param remedy what to do */
    public NamesException(Kind kind, String field, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.field = field;
        this.remedy = remedy;
    }

    public NamesException(Kind kind, String field, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.field = field;
        this.remedy = remedy;
    }

    public Kind kind() {
        return kind;
    }

    public String field() {
        return field;
    }

    public String remedy() {
        return remedy;
    }

    /** {@code FIELD: what is wrong; what to do}. */
    public String inWords() {
        return field + ": " + getMessage() + "; " + remedy;
    }
}
