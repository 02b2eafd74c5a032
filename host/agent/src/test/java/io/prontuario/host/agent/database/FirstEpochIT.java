package io.prontuario.host.agent.database;

import static io.prontuario.host.agent.database.RecordLab.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.RecordLab.Box;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** From two empty boxes to a writer and a copy. The tests build on each other: each shows one more order. */
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
        assertThat(one.order(lab.promote(one, 1, set(1)))).isInstanceOf(Applied.class);
    }

    @Test
    @Order(3)
    void anEmptyBoxThatFollowsMakesABaseCopy() throws Exception {
        one.run("CREATE TABLE note (id int PRIMARY KEY)");
        one.run("INSERT INTO note VALUES (1)");

        lab.followed(two, one, 1);

        assertThat(two.ask("SELECT count(*)::text FROM note")).isEqualTo("1");
        assertThat(two.report().wal().systemId()).isEqualTo(one.report().wal().systemId());
        assertThat(two.report().synchronous()).isNull();
    }
}
