package io.prontuario.host.agent.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator takes a reported fence for a proof: from then on the position beside it must not change. */
class FenceReportTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Source WRITER = new Source("mac-studio-1", "10.0.0.11", 5433, 9443);

    @TempDir
    Path folder;

    private StateFile state;
    private WitnessWal wal;
    private Witness witness;

    private interface Sending {
        AgentAnswer send(Witness witness) throws IOException;
    }

    /** Its receiver is not started: no process runs. */
    @BeforeEach
    void open() throws IOException {
        Path file = folder.resolve("none");
        TlsFiles tls = new TlsFiles(file, file, file);
        String me = System.getProperty("user.name");
        Account account = new Account(me);
        state = new StateFile(folder);
        wal = new WitnessWal(folder.resolve("wal"), account, Long.MAX_VALUE);
        WitnessSettings settings = new WitnessSettings(folder, folder, me, Long.MAX_VALUE);
        Receiver receiver =
                new Receiver(new ReceiverProcess(settings, tls, account), new WriterCheck(tls, file, state), wal);
        witness = new Witness(folder, state, wal, receiver);
    }

    @Test
    void aFenceIsReportedWhenTheWalBelowItIsSealed() throws Exception {
        Fence fence = new Fence(1, 2);

        reportedAfterTheSeal(fence, box -> box.fence(fence));
    }

    @Test
    void soIsTheFenceThatANewerWritersOrderImplies() throws Exception {
        Follow follow = new Follow(1, 2, WRITER);

        reportedAfterTheSeal(follow, box -> box.follow(follow));
    }

    private void reportedAfterTheSeal(DataOrder order, Sending sending) throws Exception {
        witness.follow(new Follow(1, 1, WRITER));
        CompletableFuture<AgentAnswer> answer;
        // Who holds this lock keeps the WAL from being sealed.
        synchronized (wal) {
            answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return sending.send(witness);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Await.until("recorded", LIMIT, () -> state.get().fencedBelow() == order.epoch());

            assertThat(witness.report().fencedBelow()).isEqualTo(1);
            assertThat(answer).isNotDone();
        }

        assertThat(answer.get()).isInstanceOf(AgentAnswer.Applied.class);
        assertThat(witness.report().fencedBelow()).isEqualTo(2);
    }
}
