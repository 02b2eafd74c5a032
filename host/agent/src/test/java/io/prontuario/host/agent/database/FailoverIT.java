package io.prontuario.host.agent.database;

import static io.prontuario.host.agent.database.RecordLab.LIMIT;
import static io.prontuario.host.agent.database.RecordLab.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.RecordLab.Box;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import io.prontuario.testing.Await;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The writer moves: it dies and returns, it is told to stop, and somebody promotes by hand. The tests build on each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverIT {
    private final Ledger ledger = new Ledger();
    private RecordLab lab;
    private Box one;
    private Box two;

    @BeforeAll
    void start() throws Exception {
        lab = RecordLab.create();
        one = lab.box("mac-studio-1");
        two = lab.box("mac-studio-2");
        lab.promoted(one, 1, set(1));
        lab.followed(two, one, 1);
        ledger.create(one);
    }

    @AfterAll
    void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void theSetChangesOnlyForward() throws Exception {
        ledger.insert(one, 3);
        lab.promoted(one, 1, set(2, "mac-studio-2"));

        DatabaseReport writer = one.report();
        assertThat(one.ask("SHOW synchronous_standby_names")).isEqualTo("ANY 1 (\"mac-studio-2\")");
        assertThat(writer.synchronous().since()).isPositive();
        ledger.insert(one, 20);
        one.await(
                "knows what its copy has",
                r -> r.synchronous().copies().get("mac-studio-2")
                        >= writer.synchronous().since());
        assertThat(one.order(lab.promote(one, 1, set(1))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("older"));
        assertThat(one.ask("SHOW synchronous_standby_names")).isEqualTo("ANY 1 (\"mac-studio-2\")");
    }

    @Test
    @Order(2)
    void aFenceEndsTheStreamForGoodAndStaysAfterARestartOfTheAgent() throws Exception {
        one.kill();
        two.await("hears nothing", report -> !report.wal().receiving());

        Await.until("fenced", LIMIT, () -> two.order(new DataOrder.Fence(1, 2)) instanceof Applied);
        DatabaseReport fenced = two.report();
        assertThat(fenced.fencedBelow()).isEqualTo(2);
        assertThat(fenced.wal().epoch()).isEqualTo(1);
        two.stopAgent();
        two.startAgent();
        two.await("answers", DatabaseReport::answers);

        assertThat(two.report().fencedBelow()).isEqualTo(2);
        assertThat(two.report().boot()).isEqualTo(fenced.boot());
        assertThat(two.order(new DataOrder.Follow(2, 1, one.source())))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("fenced"));
        assertThat(two.ask("SHOW primary_conninfo")).isEmpty();
    }

    @Test
    @Order(3)
    void thePromotedCopyHasEveryAcknowledgedWrite() throws Exception {
        AgentAnswer wrongStart =
                two.order(new DataOrder.Promote(1, 2, set(3), two.report().boot() + 1, lab.names()));
        assertThat(wrongStart).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .contains("start"));

        lab.promoted(two, 2, set(3));

        assertThat(ledger.missing(two)).isEmpty();
        assertThat(two.report().wal().epoch()).isEqualTo(2);
        ledger.insert(two, 5);
        assertThat(two.order(new DataOrder.Fence(0, 9))).isInstanceOf(Stale.class);
        assertThat(two.order(new DataOrder.Demote(1, 1))).isInstanceOf(Stale.class);
    }

    @Test
    @Order(4)
    void theOldWriterReturnsAsACopyAndRewindsWhatOnlyItHad() throws Exception {
        one.startAgent();
        // Until it is told to follow it is a copy of nobody: it does not write, although it was the writer when it
        // died.
        one.await("stands by", report -> report.phase() == Phase.STANDBY);

        lab.followed(one, two, 2);

        assertThat(one.ask("SELECT pg_is_in_recovery()::text")).isEqualTo("true");
        one.await("no longer says that it was rewound", report -> report.problem() == null);
        Await.until("has all", LIMIT, () -> ledger.missing(one).isEmpty());
        assertThat(one.report().fencedBelow()).isEqualTo(2);
        assertThat(one.order(lab.follow(two, 2))).isInstanceOf(Applied.class);
    }

    @Test
    @Order(5)
    void aPlannedChangeDemotesFirstAndTheCopyHasEverything() throws Exception {
        lab.promoted(two, 2, set(4, "mac-studio-1"));
        ledger.insert(two, 20);

        Await.until("demoted", LIMIT, () -> {
            two.order(new DataOrder.Demote(1, 2));
            return two.report().demotedFrom() == 2;
        });
        DatabaseReport demoted = two.report();
        assertThat(demoted.answers()).isTrue();
        assertThat(demoted.synchronous()).isNull();
        one.await(
                "has all of epoch 2",
                report -> report.wal().position() >= demoted.wal().position());
        lab.promoted(one, 3, set(5));

        assertThat(one.report().fencedBelow())
                .as("a promotion fences the copy in the same step")
                .isEqualTo(3);
        assertThat(one.ask("SHOW primary_conninfo")).isEmpty();
        assertThat(ledger.missing(one)).isEmpty();
        lab.followed(two, one, 3);
        assertThat(two.order(new DataOrder.Promote(1, 2, set(9), two.report().boot(), lab.names())))
                .isInstanceOf(Stale.class);
        assertThat(two.order(new DataOrder.Promote(2, 2, set(9), two.report().boot(), lab.names())))
                .isInstanceOf(Refused.class);
    }

    @Test
    @Order(6)
    void aPromotionByHandIsStoppedAndSaid() throws Exception {
        two.run("SELECT pg_promote(false)");

        two.await(
                "says so",
                report -> report.problem() != null && report.problem().contains("by hand"));
        two.await(
                "follows again",
                report -> report.phase() == Phase.STANDBY
                        && report.wal().epoch() == 3
                        && report.wal().receiving());
        assertThat(ledger.missing(two)).isEmpty();
    }

    @Test
    @Order(7)
    void aWriterThatCrashesIsStartedAsACopyAndWaitsForAnOrderOfThatStart() throws Exception {
        ledger.insert(one, 5);
        long boot = one.report().boot();
        for (String safety : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            one.run("ALTER SYSTEM SET " + safety + " = off");
        }
        DataOrder.Promote late = lab.promote(one, 3, set(5));
        one.postmaster().kill();

        one.await("started again", report -> report.boot() > boot && report.phase() == Phase.STANDBY);
        assertThat(one.order(late)).isInstanceOf(Refused.class);
        assertThat(one.ask("SELECT pg_is_in_recovery()::text")).isEqualTo("true");
        lab.promoted(one, 3, set(5));

        assertThat(one.ask("SHOW fsync")).isEqualTo("on");
        assertThat(one.ask("SHOW full_page_writes")).isEqualTo("on");
        assertThat(one.ask("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ledger.missing(one)).isEmpty();
        lab.followed(two, one, 3);
        ledger.insert(one, 5);
        Await.until("has all", LIMIT, () -> ledger.missing(two).isEmpty());
    }
}
