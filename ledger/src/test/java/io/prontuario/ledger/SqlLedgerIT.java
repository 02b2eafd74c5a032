package io.prontuario.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prontuario.ledger.Judgement.Finding;
import io.prontuario.ledger.WriteOutcome.Acknowledged;
import io.prontuario.testing.LonePostgres;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SqlLedgerIT {
    private static final SqlPlan PLAN = new SqlPlan(4, 50, Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static LonePostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = LonePostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private static SqlRoute route() {
        return new SqlRoute(
                List.of(new InetSocketAddress("127.0.0.1", postgres.port())),
                "records",
                "records",
                "none",
                Optional.empty());
    }

    private static void awaitWrites(SqlLedger ledger, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ledger.log().size() >= count);
    }

    private static List<String> acknowledged(SqlLedger ledger) {
        return ledger.log().all().stream()
                .filter(Write::acknowledged)
                .map(Write::key)
                .toList();
    }

    @Test
    void aServerThatDiesLosesAndDoublesNothing() throws Exception {
        long from = System.nanoTime();
        try (SqlLedger ledger = SqlLedger.start(route(), PLAN, "crash")) {
            awaitWrites(ledger, 100);
            postgres.crash();
            await().pollDelay(Duration.ofMillis(700)).until(() -> true);
            postgres.boot();
            int before = ledger.log().size();
            awaitWrites(ledger, before + 200);
            ledger.drain();
            Judgement judged = Judge.judge(ledger.log().all(), List.of(ledger.found()), from, System.nanoTime());
            assertThat(judged.clean()).as(judged.brief()).isTrue();
            assertThat(judged.counts().unknown()).isZero();
            // Each client was inside a write or repeated one.
            assertThat(judged.counts().repeated()).isBetween(1, 8);
            assertThat(judged.gap().millis()).isGreaterThan(700);
            assertThat(judged.counts().acknowledged()).isEqualTo(judged.counts().writes());
        }
    }

    @Test
    void aWriteThatVanishedOrIsThereTwiceIsFound() throws Exception {
        try (SqlLedger ledger = SqlLedger.start(route(), PLAN, "tampered")) {
            awaitWrites(ledger, 50);
            ledger.drain();
            List<String> keys = acknowledged(ledger);
            postgres.execute("DELETE FROM ledger.effects WHERE key = '" + keys.get(3) + "'");
            postgres.execute("INSERT INTO ledger.effects VALUES ('" + keys.get(7) + "')");
            Judgement judged = Judge.judge(ledger.log().all(), List.of(ledger.found()), 0, 1);
            assertThat(judged.lost()).extracting(Finding::key).containsExactly(keys.get(3));
            assertThat(judged.doubled()).extracting(Finding::key).containsExactly(keys.get(7));
        }
    }

    @Test
    void aClientWhoseRouteFailsTriesTheNextAndKnowsWhoAnswered() throws Exception {
        SqlRoute route = new SqlRoute(
                List.of(new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("127.0.0.1", postgres.port())),
                "records",
                "records",
                "none",
                Optional.empty());
        try (SqlLedger made = SqlLedger.start(route(), new SqlPlan(0, 1, PLAN.limit(), PLAN.limit()), "t");
                SqlLedger ledger = SqlLedger.start(swapped(route), PLAN, "routes")) {
            made.close();
            awaitWrites(ledger, 40);
            ledger.drain();
            assertThat(ledger.log().all()).allMatch(Write::acknowledged);
            assertThat(ledger.log().all())
                    .extracting(write -> ((Acknowledged) write.outcome()).by())
                    .containsOnly(new WriteOutcome.Writer("127.0.0.1", 1));
        }
    }

    /** The tables are made over the first address; every second client begins with the other. */
    private static SqlRoute swapped(SqlRoute route) {
        return new SqlRoute(
                List.of(route.addresses().get(1), route.addresses().get(0)),
                route.database(),
                route.user(),
                route.password(),
                route.authority());
    }

    @Test
    void aCommitThatReachedNoCopyIsNoAcknowledgementAndNeitherIsItsRepetition() throws Exception {
        SqlPlan plan = new SqlPlan(1, 1, Duration.ofSeconds(2), Duration.ofSeconds(3));
        try (SqlLedger ledger = SqlLedger.start(route(), plan, "warned")) {
            awaitWrites(ledger, 1);
            postgres.superuser("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            postgres.superuser("SELECT pg_reload_conf()");
            await().atMost(Duration.ofSeconds(20)).until(() -> postgres.cancelledWaits() > 0);
            ledger.drain();
            Write last = ledger.log().all().get(ledger.log().size() - 1);
            assertThat(last.outcome()).isInstanceOf(WriteOutcome.Unknown.class);
            assertThat(last.attempts()).isGreaterThan(1);
        } finally {
            postgres.superuser("ALTER SYSTEM RESET synchronous_standby_names");
            postgres.superuser("SELECT pg_reload_conf()");
        }
    }
}
