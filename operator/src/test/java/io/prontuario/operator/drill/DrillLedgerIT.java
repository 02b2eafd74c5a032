package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.DrillWrites.State;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.ledger.SqlPlan;
import io.prontuario.ledger.SqlRoute;
import io.prontuario.testing.Await;
import io.prontuario.testing.LonePostgres;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A drill's writes on a real PostgreSQL, which dies in the middle. */
@Timeout(120)
class DrillLedgerIT {
    private static final SqlPlan PLAN = DrillPace.of(Duration.ofMinutes(5));
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static LonePostgres postgres;

    private final DrillLedger ledger = new DrillLedger(task -> {
        Thread thread = new Thread(task, "drill-writes");
        thread.setDaemon(true);
        return thread;
    });

    @BeforeAll
    static void start() throws Exception {
        postgres = LonePostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static SqlRoute route(int... ports) {
        return new SqlRoute(
                Arrays.stream(ports)
                        .mapToObj(port -> InetSocketAddress.createUnresolved("127.0.0.1", port))
                        .toList(),
                "records",
                "records",
                "none",
                Optional.empty());
    }

    private void begin(String uid) {
        ledger.begin(uid, route(postgres.port()), PLAN);
        Await.until("a write is acknowledged", LIMIT, () -> ledger.state(uid) instanceof LedgerState.Counting);
    }

    private DrillWrites judged(String uid) {
        ledger.judge(uid);
        Await.until(
                "the writes are judged", LIMIT.multipliedBy(2), () -> ledger.state(uid) instanceof LedgerState.Known);
        return ((LedgerState.Known) ledger.state(uid)).writes();
    }

    private static int rows(String where) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM failover_drill.effects WHERE " + where)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void awaitRows(int count) {
        Await.until(count + " writes", LIMIT, () -> rows("true") >= count);
    }

    @Test
    void aServerThatDiesInTheMiddleLosesNothingAndTheGapIsSeen() throws Exception {
        begin("cut");
        awaitRows(10);
        postgres.crash();
        long dead = System.nanoTime();
        Await.until("a second without the record", LIMIT, () -> System.nanoTime() - dead > 1_000_000_000L);
        postgres.boot();
        awaitRows(30);
        DrillWrites writes = judged("cut");
        assertThat(writes.state()).as(writes.message()).isEqualTo(State.Judged);
        assertThat(writes.counts().acknowledged()).isGreaterThanOrEqualTo(30);
        assertThat(writes.counts().lost()).isZero();
        assertThat(writes.counts().doubled()).isZero();
        assertThat(writes.rpo()).isEqualTo("0s");
        assertThat(Durations.parse(writes.longestGap())).isGreaterThan(Duration.ofSeconds(1));
        assertThat(WritesVerdict.of(writes, "0s").verdict()).isEqualTo(Verdict.Passed);
    }

    @Test
    void acknowledgedRowsThatVanishAreLost() throws Exception {
        begin("vanished");
        awaitRows(20);
        postgres.execute("DELETE FROM failover_drill.effects WHERE key IN ('vanished-0-5', 'vanished-0-7')");
        DrillWrites writes = judged("vanished");
        assertThat(writes.counts().lost()).as(writes.message()).isEqualTo(2);
        assertThat(writes.rpo()).isNotEqualTo("0s");
        assertThat(WritesVerdict.of(writes, "0s").reason()).isEqualTo("WritesLost");
        assertThat(WritesVerdict.of(writes, "1m").verdict()).isEqualTo(Verdict.Passed);
    }

    @Test
    void rowsOfEarlierDrillsAreRemoved() throws Exception {
        begin("earlier");
        awaitRows(3);
        ledger.endUnless(Set.of());
        assertThat(ledger.state("earlier")).isInstanceOf(LedgerState.Absent.class);
        begin("later");
        judged("later");
        assertThat(rows("key LIKE 'earlier-%'")).isZero();
        assertThat(rows("key LIKE 'later-%'")).isPositive();
    }

    @Test
    void aWriteThatNoCopyConfirmsIsOfUnknownOutcome() throws Exception {
        begin("warned");
        postgres.superuser("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        postgres.superuser("SELECT pg_reload_conf()");
        try {
            Await.until("a wait is cancelled", LIMIT, () -> postgres.cancelledWaits() > 0);
            ledger.judge("warned");
            Await.until("judged", LIMIT.multipliedBy(2), () -> ledger.state("warned") instanceof LedgerState.Known);
        } finally {
            postgres.superuser("ALTER SYSTEM RESET synchronous_standby_names");
            postgres.superuser("SELECT pg_reload_conf()");
        }
        DrillWrites writes = ((LedgerState.Known) ledger.state("warned")).writes();
        assertThat(writes.counts().unknown()).as(writes.message()).isEqualTo(1);
        assertThat(writes.counts().unknownApplied()).isEqualTo(1);
        assertThat(writes.counts().lost()).isZero();
    }

    @Test
    void aRecordThatTakesNoWriteIsSaidBeforeTheFault() {
        ledger.begin("dead", route(1), PLAN);
        Await.until("given up", LIMIT, () -> ledger.state("dead") instanceof LedgerState.Known);
        assertThat(((LedgerState.Known) ledger.state("dead")).writes().message())
                .contains("the record took no write before the fault");
    }

    @Test
    void aRecordThatCannotBeReadAfterwardsIsNotJudged() throws Exception {
        begin("gone");
        postgres.crash();
        try {
            DrillWrites writes = judged("gone");
            assertThat(writes.state()).isEqualTo(State.NotJudged);
            assertThat(writes.message()).contains("could not be read after the drill");
        } finally {
            postgres.boot();
        }
    }

    @Test
    void anotherFrontDoorIsTriedWhenTheFirstIsGone() {
        ledger.begin("second-door", route(1, postgres.port()), PLAN);
        Await.until("counting", LIMIT, () -> ledger.state("second-door") instanceof LedgerState.Counting);
        assertThat(judged("second-door").counts().lost()).isZero();
    }
}
