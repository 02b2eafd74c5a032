package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import io.prontuario.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No acknowledged write is lost when the newest ones are on the witness only: the copy was cut off from the writer, which went on with
 * the witness and died.
 */
class NothingLostIT {
    private static final int ROWS = 20_000;

    private RecordLab lab;
    private RecordLab.Box writer;
    private RecordLab.Box copy;
    private WitnessBox witness;
    private CutConnection replication;

    @BeforeEach
    void start() throws Exception {
        lab = RecordLab.create();
        writer = lab.box("mac-studio-1");
        copy = lab.box("mac-studio-2");
        witness = new WitnessBox(lab);
        replication = new CutConnection(writer.address, writer.port);
    }

    @AfterEach
    void stop() throws Exception {
        if (replication != null) {
            replication.close();
        }
        if (witness != null) {
            witness.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void writesThatOnlyTheWitnessAcknowledgedAreOnTheNextWriter() throws Exception {
        witness.promotes(writer, 1, RecordLab.set(1));
        writer.run("CREATE TABLE entry(id int PRIMARY KEY, text text)");
        copyFollows();
        witness.caughtUp(writer, 1);
        witness.promotes(writer, 1, RecordLab.set(2, "mac-studio-2", "witness"));
        writer.run("INSERT INTO entry VALUES (0, 'both copies')");

        replication.close();
        // Acknowledged: an INSERT returns when one of the two copies has it, and one of them cannot.
        writer.run("INSERT INTO entry SELECT n, repeat('x', 900) FROM generate_series(1, " + ROWS + ") n");
        writer.kill();

        long term = lab.nextTerm();
        // As the operator does: again while there is no answer in time.
        Await.until("fenced", RecordLab.LIMIT, () -> witness.order(new Fence(term, 2)) instanceof Applied);
        Await.until("fenced", RecordLab.LIMIT, () -> copy.order(new Fence(term, 2)) instanceof Applied);
        WitnessReport fenced = witness.report();
        assertThat(copy.report().wal().position()).isLessThan(fenced.to());

        copy.await("has what the witness has", report -> {
            copy.order(new CatchUp(term, 2, witness.source(), null));
            return report.wal().position() >= fenced.to();
        });
        witness.promotes(copy, 2, RecordLab.set(3));

        assertThat(copy.ask("SELECT count(*)::text || ' ' || max(id) FROM entry"))
                .isEqualTo((ROWS + 1) + " " + ROWS);
        witness.caughtUp(copy, 2);
        assertThat(witness.report().epoch()).isEqualTo(2);
    }

    private void copyFollows() {
        Source there = writer.source();
        Source through = new Source(there.name(), there.address(), replication.port(), there.agentPort());
        copy.await("follows", report -> {
            copy.order(new Follow(lab.term(), 1, through));
            return report.answers() && report.wal().epoch() == 1 && report.wal().receiving();
        });
    }
}
