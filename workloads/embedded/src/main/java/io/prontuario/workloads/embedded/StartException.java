package io.prontuario.workloads.embedded;

import java.io.IOException;

/** The embedded platform cannot start; the message says what to do. */
final class StartException extends IOException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
