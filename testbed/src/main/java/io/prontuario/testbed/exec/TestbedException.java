package io.prontuario.testbed.exec;

/** A test bed command cannot be carried out. The message has the cause and the remedy. */
public final class TestbedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TestbedException(String message) {
        super(message);
    }

    public TestbedException(String message, Throwable cause) {
        super(message, cause);
    }
}
