package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.api.access.Role;
import io.prontuario.workloads.api.access.Users;
import io.prontuario.workloads.api.projection.Shipper;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.Outbox;
import org.junit.jupiter.api.Test;

/** The users of the record can log in to the emergency service, and changes to them are replicated. */
class UserProjectionIT extends SecuredApiTestBase {
    private static final String ANOTHER = "another long password";

    @Test
    void usersAndTheirChangesAreReplicatedWithThePasswordHash() throws Exception {
        start("emergency");
        assertThat(login("vera.dias", PASSWORD).statusCode()).isEqualTo(401);

        Users onSite = new Users(RecordSources.single(database));
        onSite.put("vera.dias", Role.CLINICIAN, PASSWORD);
        ship();
        String token = token("vera.dias");
        assertThat(status("/v1/patients/3", token)).isEqualTo(200);
        assertThat(rows(
                        database,
                        "SELECT count(*) FROM outbox WHERE kind = 'user' AND payload::text LIKE '%" + PASSWORD + "%'"))
                .as("never the password")
                .containsExactly("0");

        onSite.put("vera.dias", Role.AUDITOR, ANOTHER);
        ship();
        assertThat(login("vera.dias", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(json(login("vera.dias", ANOTHER)).path("role").asText()).isEqualTo("auditor");

        execute(database, "UPDATE users SET disabled = true WHERE username = 'vera.dias'");
        ship();
        assertThat(login("vera.dias", ANOTHER).statusCode())
                .as("disabled with SQL")
                .isEqualTo(401);

        execute(database, "UPDATE users SET username = 'vera.reis', disabled = false WHERE username = 'vera.dias'");
        ship();
        assertThat(login("vera.dias", ANOTHER).statusCode()).isEqualTo(401);
        assertThat(login("vera.reis", ANOTHER).statusCode()).isEqualTo(200);

        execute(database, "DELETE FROM users WHERE username = 'vera.reis'");
        ship();
        assertThat(rows(cloudDatabase, "SELECT count(*) FROM users WHERE username LIKE 'vera%'"))
                .containsExactly("0");
    }

    @Test
    void aSnapshotContainsUsers() throws Exception {
        new Users(RecordSources.single(database)).put("ines.alves", Role.NURSE, PASSWORD);
        execute(database, "DELETE FROM outbox"); // trimmed before it was applied
        Transactions.run(database, Outbox::snapshot);
        ship();
        assertThat(rows(cloudDatabase, "SELECT role FROM users WHERE username = 'ines.alves'"))
                .containsExactly("nurse");
    }

    private void ship() throws Exception {
        Shipper shipper = new Shipper(database, cloudDatabase);
        while (shipper.ship().pending() > 0) {
            // until nothing is left
        }
    }
}
