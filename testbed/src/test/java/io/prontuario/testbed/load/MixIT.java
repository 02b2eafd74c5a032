package io.prontuario.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prontuario.ledger.Judge;
import io.prontuario.ledger.Judgement;
import io.prontuario.ledger.Judgement.Finding;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.ledger.Write;
import io.prontuario.testbed.ledger.RecordTables;
import io.prontuario.testbed.workloads.EmbeddedRun;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mix against the real api with its database, and the ledger over both ways of reading. */
@Timeout(240)
class MixIT {
    @TempDir
    private static Path folder;

    private static EmbeddedRun api;
    private static Sessions sessions;

    @BeforeAll
    static void start() throws Exception {
        api = EmbeddedRun.start(folder.resolve("data"));
        List<User> users = Stream.of("clinician", "nurse", "reception", "service", "auditor")
                .map(role -> new User(role, role, api.userPassword()))
                .toList();
        sessions = Sessions.logIn(door(), users, Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() throws Exception {
        sessions.close();
        api.close();
    }

    private static LoadTarget door() {
        URI uri = URI.create(api.api());
        return new LoadTarget(uri.getHost(), uri.getPort(), null);
    }

    private static SqlRoute record() {
        URI uri = URI.create(api.jdbcUrl().substring("jdbc:".length()));
        return new SqlRoute(
                List.of(new InetSocketAddress(uri.getHost(), uri.getPort())),
                uri.getPath().substring(1),
                "records",
                api.recordPassword(),
                Optional.empty());
    }

    @Test
    void everyoneWorksAndTheLedgerFindsWhatWasTamperedWith() throws Exception {
        LoadPlan plan = new LoadPlan(5, Duration.ofSeconds(5), 0, "", 0, Duration.ofSeconds(1), 30, 3);
        long from = System.nanoTime();
        try (Load load = Load.start(plan, door().as(sessions))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> load.writes().size() >= 100);
            load.drain();
            long to = System.nanoTime();
            List<Write> writes = load.writes().all();
            List<MixSummary.Row> rows = MixSummary.of(load.log().mix(from, to));
            assertThat(rows).as(MixSummary.text(rows)).allMatch(row -> row.failures() == 0);
            assertThat(load.log().gets(from, to)).noneMatch(GetRecord::failed);
            Judgement clean = Judge.judge(
                    writes, List.of(RecordTables.record("the database", record()), load.shownByApi()), from, to);
            assertThat(clean.clean()).as(clean.lost() + " " + clean.brief()).isTrue();
            assertThat(clean.counts().acknowledged()).isEqualTo(writes.size());

            Write vanished = first(writes, "encounter");
            Write twice = first(writes, "alert");
            Write gone = first(writes, "allergies");
            execute("DELETE FROM encounters WHERE reason = 'ledger " + vanished.key() + "'");
            execute("INSERT INTO alerts (id, severity, message, site, raised_at, idempotency_key, origin) SELECT"
                    + " gen_random_uuid(), severity, message, site, raised_at, idempotency_key, origin FROM alerts WHERE"
                    + " message = 'ledger " + twice.key() + "'");
            execute("DELETE FROM idempotency WHERE key = '" + gone.key() + "'");
            Judgement tampered = Judge.judge(
                    writes, List.of(RecordTables.record("the database", record()), load.shownByApi()), from, to);
            assertThat(tampered.lost())
                    .extracting(Finding::key)
                    .containsExactlyInAnyOrder(vanished.key(), vanished.key(), gone.key());
            assertThat(tampered.doubled()).extracting(Finding::key).containsExactly(twice.key());
        }
    }

    private static Write first(List<Write> writes, String kind) {
        return writes.stream()
                .filter(write -> write.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(api.jdbcUrl(), "records", api.recordPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
