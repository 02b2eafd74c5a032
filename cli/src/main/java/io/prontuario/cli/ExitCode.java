package io.prontuario.cli;

/** What the command's exit status means; the same for every subcommand, and listed by {@code prontuario --help}. */
public enum ExitCode {
    OK(0),
    /** The demo or benchmark ran, and an objective was missed. */
    OBJECTIVE_MISSED(1),
    /** A wrong option, or a file that does not validate. Nothing was changed. */
    BAD_INPUT(2),
    /** A cluster could not be reached, or a platform was not restored in time. */
    UNREACHABLE(3),
    /** A precondition is not met: not root, a tool is missing, something is in the way. Nothing was changed. */
    REFUSED(4);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
