package io.prontuario.workloads.common;

/** A setting of the process is missing or unusable; the message names it, says what is wrong and what to write instead. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param name the environment variable
     * @param problem what is wrong with it and what it must be
     */
    public InvalidSettingException(String name, String problem) {
        super(name + ": " + problem);
    }
}
