package io.prontuario.operator.secret;

/** A Secret could not be used. The message names the field of the object, the error and the fix. */
public final class SecretException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String remedy;
    private final boolean missing;

    /** @param missing whether the Secret or its key does not exist; otherwise the API server did not answer */
    SecretException(String field, String message, String remedy, boolean missing) {
        super(message);
        this.field = field;
        this.remedy = remedy;
        this.missing = missing;
    }

    public String field() {
        return field;
    }

    public String remedy() {
        return remedy;
    }

    public boolean missing() {
        return missing;
    }

    /** {@code FIELD: MESSAGE; REMEDY}. */
    public String inWords() {
        return field + ": " + getMessage() + "; " + remedy;
    }
}
