package io.prontuario.names;

/** DNS records could not be read or written. The message names the field of the object, the error and the fix. */
public final class DnsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kind of error, which is also the reason of the condition that reports it. */
    public enum Kind {
        /** The server does not accept the key or credential. */
        KeyRefused,
        /** The key is accepted but not authorized for the operation. */
        NotPermitted,
        /** The server does not have the zone. */
        ZoneMissing,
        /** Too many requests, or a quota is exhausted. Retried automatically. */
        QuotaExceeded,
        /** The name has a record that must not be overwritten: an alias or a routing policy. */
        NameOccupied,
        /** No answer within the time limit. Retried automatically. */
        ServerSilent,
        /** An unexpected answer. */
        Unexpected
    }

    private final Kind kind;
    private final String field;
    private final String remedy;

    /** @param field the field of the object, such as {@code spec.names.publicView.rfc2136.zone} @param remedy what to do */
    public DnsException(Kind kind, String field, String message, String remedy) {
        super(message);
        this.kind = kind;
        this.field = field;
        this.remedy = remedy;
    }

    public DnsException(Kind kind, String field, String message, String remedy, Throwable cause) {
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

    /** {@code FIELD: MESSAGE; REMEDY}. */
    public String inWords() {
        return field + ": " + getMessage() + "; " + remedy;
    }
}
