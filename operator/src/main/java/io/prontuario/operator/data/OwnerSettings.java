package io.prontuario.operator.data;

import java.util.Map;

/**
 * PostgreSQL's settings of the role that services log in as. A lock that is held, a transaction that was left open and a client that
 * died end within seconds, so that the rest of the hospital can write. No statement_timeout: a migration may take long, and the
 * services bound their own statements.
 */
final class OwnerSettings {
    static final Map<String, String> ALL = Map.of(
            "lock_timeout", "2s",
            "idle_in_transaction_session_timeout", "10s",
            "tcp_keepalives_idle", "5",
            "tcp_keepalives_interval", "2",
            "tcp_keepalives_count", "3",
            "tcp_user_timeout", "8s");

    private OwnerSettings() {}
}
