package io.prontuario.testbed.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresTest {
    @Test
    void onlyTheTestBedsNetworksReachTheRecordsAndOnlyWithAPassword() {
        assertThat(Postgres.accessRules().lines())
                .containsExactly(
                        "local all postgres peer",
                        "host records records 10.200.0.0/24 scram-sha-256",
                        "host records records 10.200.1.0/24 scram-sha-256",
                        "host records records 10.244.0.0/16 scram-sha-256");
    }
}
