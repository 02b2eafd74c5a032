package io.prontuario.pulumi.config;

/**
 * One error in a stack's configuration.
 *
 * @param key the configuration key, without the project's namespace
 * @param what what is wrong, with the value that was read
 * @param remedy what to write instead
 */
public record ConfigProblem(String key, String what, String remedy) {
    /** One line, as the command line shows it: {@code KEY: WHAT. Fix: REMEDY}. */
    public String line() {
        return "%s: %s. Fix: %s".formatted(key, what, remedy);
    }
}
