package io.prontuario.host.agent.database;

import static io.prontuario.host.agent.database.RecordLab.LIMIT;
import static io.prontuario.host.agent.database.RecordLab.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.host.agent.database.RecordLab.Box;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Demote;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Owner;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** From empty boxes to a writer and a copy that is never left without a way to follow. The tests build on each other: each shows one more order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstEpochIT {
    private RecordLab lab;
    private Box one;
    private Box two;

    @BeforeAll
    void start() throws Exception {
        lab = RecordLab.create();
        one = lab.box("mac-studio-1");
        // So that a copy that was away soon finds that the writer has removed what it lacks.
        Files.writeString(
                one.files().configuration("local.conf"), "wal_keep_size = 0\nmax_slot_wal_keep_size = 16MB\n");
        two = lab.box("mac-studio-2");
    }

    @AfterAll
    void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void anEmptyBoxReportsThatItHasNothing() {
        one.await(
                "it has nothing",
                report -> report.phase() == Phase.EMPTY && report.wal().epoch() == 0 && report.synchronous() == null);
    }

    @Test
    @Order(2)
    void theFirstPromotionMakesTheDatabase() throws Exception {
        lab.promoted(one, 1, set(1));

        DatabaseReport report = one.report();
        assertThat(report.phase()).isEqualTo(Phase.PRIMARY);
        assertThat(report.boot()).isEqualTo(1);
        assertThat(report.wal().systemId()).isNotEmpty();
        assertThat(report.problem()).isNull();
        assertThat(one.ask("SHOW data_checksums")).isEqualTo("on");
        Await.until("repeated", LIMIT, () -> one.order(lab.promote(one, 1, set(1))) instanceof Applied);
    }

    @Test
    @Order(3)
    void anEmptyBoxThatFollowsMakesABaseCopy() throws Exception {
        one.run("CREATE TABLE note (id int PRIMARY KEY)");
        one.run("INSERT INTO note VALUES (1)");

        Set<String> copiers = ConcurrentHashMap.newKeySet();
        AtomicBoolean copied = new AtomicBoolean();
        Thread looks = new Thread(() -> noteCopiers(copiers, copied), "copiers");
        looks.start();

        lab.followed(two, one, 1);

        copied.set(true);
        looks.join();
        // A writer that waits for the box must not take what a base copy has received for an answer.
        assertThat(copiers).containsExactly(Configuration.COPIER);
        assertThat(two.ask("SELECT count(*)::text FROM note")).isEqualTo("1");
        assertThat(two.report().wal().systemId()).isEqualTo(one.report().wal().systemId());
        assertThat(two.report().synchronous()).isNull();
    }

    /** What the senders of base copies, and of the WAL that belongs to these, are called at the writer. */
    private void noteCopiers(Set<String> names, AtomicBoolean copied) {
        try (Sql sql = one.sql()) {
            while (!copied.get()) {
                names.addAll(sql.query(
                        "SELECT r.application_name FROM pg_stat_replication r LEFT JOIN pg_replication_slots s"
                                + " ON s.active_pid = r.pid WHERE r.state = 'backup' OR s.temporary",
                        row -> row.getString(1)));
            }
        } catch (Exception e) {
            names.add(e.toString());
        }
    }

    @Test
    @Order(4)
    void theOwnerIsMadeOnceAndItsPasswordAndSettingsAreKept() throws Exception {
        Owner order = new Owner(1, 1, "records", "records", "secret", Map.of("lock_timeout", "2s"));
        assertThat(two.order(order)).isInstanceOf(Refused.class);
        Await.until("made", LIMIT, () -> one.order(order) instanceof Applied);

        assertThat(one.order(order)).isInstanceOfSatisfying(Applied.class, applied -> assertThat(applied.change())
                .isEqualTo(Change.UNCHANGED));
        assertThat(login(one, "secret", "SHOW lock_timeout")).isEqualTo("2s");
        assertThat(login(one, "secret", "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("false");
        Await.until("replicated", LIMIT, () -> login(two, "secret", "SHOW lock_timeout")
                .equals("2s"));
        assertThatThrownBy(() -> login(one, "wrong", "SELECT 1")).hasMessageContaining("password");

        Owner changed = new Owner(1, 1, "records", "records", "other", Map.of("idle_session_timeout", "9s"));
        assertThat(one.order(changed)).isInstanceOf(Applied.class);
        assertThat(login(one, "other", "SHOW lock_timeout")).isEqualTo("0");
        assertThat(Files.readString(one.files().state()))
                .doesNotContain("secret")
                .doesNotContain("other");
        try (Stream<Path> logs = Files.list(one.files().log())) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).doesNotContain("secret").doesNotContain("CREATE ROLE");
            }
        }
    }

    private static String login(Box box, String password, String query) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "records");
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslrootcert", box.tls().authorities().toString());
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + box.address + ":" + box.port + "/records", properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    @Order(5)
    void aCopyThatTheWriterNoLongerHasTheWalForIsMadeAnewBesideTheOldOne() throws Exception {
        two.kill();
        for (int i = 0; i < 4; i++) {
            one.run("INSERT INTO note VALUES (" + (100 + i) + ")");
            one.run("SELECT pg_switch_wal()");
        }
        one.run("CHECKPOINT");
        // As two base copies before this one would have left them.
        Path older = Files.createDirectories(two.root().resolve("data-20200101T000000.000Z-epoch1"));
        Path earlier = Files.createDirectories(two.root().resolve("data-20200102T000000.000Z-epoch0/base"));
        Files.writeString(older.resolve("PG_VERSION"), "15");
        two.startAgent();

        two.await(
                "says why",
                report -> report.problem() != null && report.problem().contains("no longer has the WAL"));
        two.await("follows", report -> report.wal().epoch() == 1 && report.wal().receiving());
        Await.until("has all", LIMIT, () -> two.ask("SELECT count(*)::text FROM note")
                .equals("5"));
        Await.until(
                "keeps the data that was replaced last",
                LIMIT,
                () -> two.files().replaced().size() == 1);
        assertThat(older).doesNotExist();
        assertThat(earlier).doesNotExist();
        assertThat(two.files().replaced().get(0).resolve("global/pg_control")).exists();
        two.await("says nothing of it any more", report -> report.problem() == null);
    }

    @Test
    @Order(6)
    void aFencedCopyFetchesWhatADemotedWriterHasBeyondIt() throws Exception {
        Await.until("fenced", LIMIT, () -> two.order(new Fence(1, 2)) instanceof Applied);
        one.run("INSERT INTO note VALUES (200)");
        Await.until("demoted", LIMIT, () -> {
            one.order(new Demote(1, 1));
            return one.report().demotedFrom() == 1;
        });
        long end = one.report().wal().position();
        assertThat(two.report().wal().position()).isLessThan(end);

        Await.until("ordered", LIMIT, () -> two.order(new CatchUp(1, 2, null, one.source())) instanceof Applied);
        two.await("has all of epoch 1", report -> report.wal().position() >= end);

        lab.promoted(two, 2, set(2));
        assertThat(two.ask("SELECT count(*)::text FROM note WHERE id = 200")).isEqualTo("1");
        lab.followed(one, two, 2);
    }

    @Test
    @Order(7)
    void anotherClustersDataIsLeftAlone() throws Exception {
        Box other = lab.box("mac-studio-3");
        lab.promoted(other, 1, set(1));
        String cluster = other.report().wal().systemId();

        Await.until("ordered", LIMIT, () -> other.order(lab.follow(two, 2)) instanceof Applied);
        other.await(
                "says so",
                report -> report.problem() != null && report.problem().contains("cluster " + cluster));

        assertThat(other.report().wal().systemId()).isEqualTo(cluster);
        assertThat(other.files().replaced()).isEmpty();
        assertThat(other.report().phase()).isEqualTo(Phase.STANDBY);
    }
}
