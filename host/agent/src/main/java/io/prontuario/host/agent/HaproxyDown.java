package io.prontuario.host.agent;

import java.io.IOException;

/** HAProxy does not answer on its master socket. */
final class HaproxyDown extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean listening;

    /** @param listening whether it took the connection and then said nothing in time: it runs, and is slow */
    HaproxyDown(String message, boolean listening, Throwable cause) {
        super(message, cause);
        this.listening = listening;
    }

    boolean listening() {
        return listening;
    }
}
