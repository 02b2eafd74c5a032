package io.prontuario.workloads.common;

/** A setting is missing or invalid. The message names it, says what is wrong and how to correct it. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param name the environment variable
     * @param problem what is wrong and what the value must be
     */
    public InvalidSettingException(String name, String problem) {
        super(name + ": " + problem);
    }
}
