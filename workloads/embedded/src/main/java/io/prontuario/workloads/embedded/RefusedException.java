package io.prontuario.workloads.embedded;

import java.io.IOException;

/** Something is in the way; the message says what to do. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
