package io.prontuario.testbed.exec;

/**
 * What a command answered.
 *
 * @param status exit status; 124 when it was stopped for taking too long
 * @param out standard output
 * @param err standard error
 */
public record CommandOutput(int status, String out, String err) {
    public boolean ok() {
        return status == 0;
    }
}
