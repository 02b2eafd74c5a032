package io.prontuario.workloads.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Await;
import io.prontuario.testing.FakeSite;
import io.prontuario.workloads.common.Readiness;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmUpIT {
    private FakeSite server;

    @BeforeEach
    void listen() throws Exception {
        server = new FakeSite("mac-studio-1", "127.0.0.1", 0, 0, true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProcessIsNotReadyBeforeItHasRunItsLookups() {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger turns = new AtomicInteger();
        try (WarmUp warmUp = new WarmUp(Readiness.Status::ok, turn -> {
            first.await();
            turns.incrementAndGet();
        })) {
            warmUp.start(address());

            assertThat(warmUp.current()).isEqualTo(Readiness.Status.notReady("warming up"));
            first.countDown();
            Await.until("it is ready", Duration.ofSeconds(20), () -> warmUp.current()
                    .ready());
            assertThat(turns.get()).isGreaterThan(200);
        }
    }

    @Test
    void aWarmUpThatFailsDoesNotKeepTheProcessFromServing() {
        try (WarmUp warmUp = new WarmUp(Readiness.Status::ok, turn -> {
            throw new SQLException("no database", "08001");
        })) {
            warmUp.start(address());

            Await.until("it is ready", Duration.ofSeconds(20), () -> warmUp.current()
                    .ready());
        }
    }

    @Test
    void whatADependencySaysComesFirst() {
        Readiness.Status missing = Readiness.Status.notReady("the record database is unavailable");
        try (WarmUp warmUp = new WarmUp(() -> missing, turn -> {})) {
            warmUp.start(address());

            assertThat(warmUp.current()).isEqualTo(missing);
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.apiPort());
    }
}
