package io.prontuario.operator.edge.agent;

import java.io.IOException;

/** HAProxy does not answer on its master socket. */
final class HaproxyDown extends IOException {
    private static final long serialVersionUID = 1L;

    HaproxyDown(String message, Throwable cause) {
        super(message, cause);
    }
}
