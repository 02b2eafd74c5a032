package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void anAddressThatIsNoneDoesNotEndTheAsking() {
        Path none = Path.of("/nonexistent");
        Source wrong = new Source("mac-studio-1", "not an address", 5433, 9443);
        AtomicInteger answers = new AtomicInteger();
        try (Peers peers = new Peers(new TlsFiles(none, none, none), none, answers::incrementAndGet)) {
            peers.start();
            peers.watch(Set.of(wrong));

            Await.until("asked again", LIMIT, () -> answers.get() > 1);
            assertThat(peers.of(wrong).orElseThrow().problem())
                    .contains("The agent of mac-studio-1 does not say what it has")
                    .contains("not an address");
        }
    }
}
