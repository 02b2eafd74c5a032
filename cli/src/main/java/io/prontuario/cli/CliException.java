package io.prontuario.cli;

import org.jspecify.annotations.Nullable;

/** A failure that is printed in one line, without a stack trace. The message names the option or field, the problem and the remedy. */
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
