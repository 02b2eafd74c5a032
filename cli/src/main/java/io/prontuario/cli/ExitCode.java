package io.prontuario.cli;

/** Meaning of the command's exit status: the same for every subcommand, and listed by {@code prontuario --help}. */
public enum ExitCode {
    OK(0),
    /** The command ran, and what it checked is not as required: an objective, an invariant, the audit's chain, drift. */
    OBJECTIVE_MISSED(1),
    /** A wrong option, or a file that does not validate. Nothing was changed. */
    BAD_INPUT(2),
    /** A cluster could not be reached, or a platform was not restored in time. */
    UNREACHABLE(3),
    /** A precondition is not met: not root, a tool is missing, another test runs. Nothing was changed. */
    REFUSED(4),
    /** A failover test was ended early, and the platform is restored. */
    ABORTED(5);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
