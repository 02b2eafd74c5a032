package io.prontuario.host.agent.haproxy;

import java.io.IOException;

/** HAProxy does not answer on its master socket. */
public final class HaproxyDown extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean listening;

    /** @param listening whether it accepted the connection and did not answer in time: it runs and is slow */
    HaproxyDown(String message, boolean listening, Throwable cause) {
        super(message, cause);
        this.listening = listening;
    }

    public boolean listening() {
        return listening;
    }
}
