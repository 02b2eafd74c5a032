package io.prontuario.testbed.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A developer's laptop: the real command, PostgreSQL, the small model; and the audit that it writes, checked and
 * tampered with.
 */
class RunEmbeddedIT {
    @TempDir
    Path folder;

    @Test
    void writesSurviveARestartAndTheAuditIsVerified() throws Exception {
        Repository repository = Repository.asCurrentUser();
        Path data = folder.resolve("data");
        String before;
        try (EmbeddedRun run = new EmbeddedRun(repository, data)) {
            before = run.api();
            String clinician = run.token("clinician");
            assertThat(run.get("/v1/patients/7", clinician).body()).contains("MRN000007");
            assertThat(run.get("/v1/patients/7", run.token("reception")).statusCode())
                    .isEqualTo(403);
            assertThat(EmbeddedRun.json(run.send(
                                    "POST", "/v1/chat", clinician, "{\"message\":\"Say hello.\"}", "unused-key"))
                            .path("reply")
                            .asText())
                    .as("the small model answers")
                    .isNotBlank();
            assertThat(run.send(
                                    "PUT",
                                    "/v1/patients/7/allergies",
                                    clinician,
                                    "{\"allergies\":[\"cashew\"]}",
                                    "embedded-1")
                            .statusCode())
                    .isEqualTo(200);
            Repository.CommandResult second = repository.run(
                    "./prontuario", "run", "api", "--embedded", "--port", "0", "--data", data.toString());
            assertThat(second.status()).isEqualTo(4);
            assertThat(second.output()).contains("in use by another process");
        }
        assertThatThrownBy(() -> new java.net.Socket(
                                "127.0.0.1", java.net.URI.create(before).getPort())
                        .close())
                .as("nothing is left running")
                .isInstanceOf(IOException.class);
        try (EmbeddedRun again = new EmbeddedRun(repository, data)) {
            assertThat(again.get("/v1/patients/7", again.token("clinician")).body())
                    .contains("cashew");
            checkTheAudit(repository, again);
        }
    }

    @Test
    void needsNoRoot() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Repository repository = Repository.asUnprivilegedUser(folder);
        try (EmbeddedRun run = new EmbeddedRun(repository, folder.resolve("data"))) {
            assertThat(run.get("/v1/patients/7", run.token("clinician")).body()).contains("MRN000007");
        }
    }

    private static void checkTheAudit(Repository repository, EmbeddedRun run) throws Exception {
        Repository.CommandResult whole = verify(repository, run.jdbcUrl());
        assertThat(whole.status()).as(whole.output()).isZero();
        assertThat(whole.output()).contains("the audit is intact: ");
        String head = whole.output().strip().replaceAll("(?s).*, head ", "");

        try (Connection record = DriverManager.getConnection(run.jdbcUrl(), "records", run.recordPassword());
                Statement owner = record.createStatement()) {
            owner.execute("ALTER TABLE audit DISABLE TRIGGER ALL");
            owner.execute("UPDATE audit SET username = 'reception' WHERE seq = 1");
            assertBroken(verify(repository, run.jdbcUrl()), "entry 1, username: changed; it was 'clinician'");
            owner.execute("UPDATE audit SET username = 'clinician' WHERE seq = 1");
            assertThat(verify(repository, run.jdbcUrl(), "--head", head).status())
                    .isZero();

            long last = Long.parseLong(head.replaceAll(":.*", ""));
            owner.execute("DELETE FROM audit WHERE seq IN (2, " + last + ")");
            assertBroken(
                    verify(repository, run.jdbcUrl()),
                    "entry 2, row: deleted; the next entry is 3",
                    "entry " + last + ", row: deleted at the end");
        }
        Repository.CommandResult unreachable = verify(repository, "jdbc:postgresql://127.0.0.1:1/records");
        assertThat(unreachable.status()).isEqualTo(3);
        assertThat(unreachable.output()).contains("cannot be read").contains("RECORDS_PASSWORD");
        assertThat(verify(repository, run.jdbcUrl(), "--head", "elsewhere").status())
                .isEqualTo(2);
    }

    private static void assertBroken(Repository.CommandResult check, String... lines) {
        assertThat(check.status()).as(check.output()).isEqualTo(1);
        assertThat(check.output()).contains(lines).contains("What to do: ");
    }

    private static Repository.CommandResult verify(Repository repository, String url, String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("env", "RECORDS_PASSWORD=embedded", "./prontuario", "audit", "verify", "--url", url));
        words.addAll(List.of(more));
        return repository.run(words.toArray(String[]::new));
    }
}
