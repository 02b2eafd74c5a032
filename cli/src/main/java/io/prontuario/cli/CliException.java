package io.prontuario.cli;

import org.jspecify.annotations.Nullable;

/** A failure that is told to the user in one message, without a stack trace. The message says what to do. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ExitCode code;

    public CliException(ExitCode code, String message) {
        this(code, message, null);
    }

    public CliException(ExitCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
