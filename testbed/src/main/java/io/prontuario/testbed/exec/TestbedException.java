package io.prontuario.testbed.exec;

/** The testbed cannot do what was asked. The message says what is wrong and what to do about it. */
public final class TestbedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
