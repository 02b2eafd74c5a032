package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.PemTls;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A witness that dies while it sends must not hold up the database's only worker. */
@Timeout(60)
class WalDownloadIT {
    private static final String FIRST = "000000010000000000000003";
    private static final String SECOND = "000000010000000000000004";

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean dies = true;
    private HttpsServer server;
    private TlsFiles tls;

    @BeforeEach
    void start() throws Exception {
        TestAuthority authority = TestAuthority.create(folder);
        authority.issue("edge", "IP:127.0.0.1");
        tls = new TlsFiles(folder.resolve("edge.crt"), folder.resolve("edge.key"), authority.certificate());
        Files.writeString(folder.resolve("token"), "secret\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.setHttpsConfigurator(new HttpsConfigurator(PemTls.server(tls.certificate(), tls.key())));
        server.setExecutor(threads);
        server.createContext("/v1/data/wal/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** The second segment is sent in part, and then nothing more. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name =
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
            asked.add(name);
            exchange.sendResponseHeaders(200, 8);
            exchange.getResponseBody().write(name.equals(SECOND) && dies ? new byte[4] : new byte[8]);
            exchange.getResponseBody().flush();
            if (name.equals(SECOND) && dies) {
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WalDownload download(Duration limit, boolean cancelled) {
        return new WalDownload(
                folder.resolve("restore"),
                new InstanceFiles(new Account(System.getProperty("user.name"))),
                new WalDownload.Access(tls, folder.resolve("token"), limit),
                () -> cancelled && asked.contains(SECOND));
    }

    private Source witness() {
        return new Source("witness", "127.0.0.1", 0, server.getAddress().getPort());
    }

    private boolean fetch(WalDownload download, String wal) throws IOException {
        WalDownload.Fetch fetch = download.begin(witness(), 1, wal);
        return fetch.segment(FIRST) && fetch.segment(SECOND);
    }

    @Test
    void aBodyThatDoesNotEndIsGivenUp() {
        assertThatThrownBy(() -> fetch(download(Duration.ofSeconds(1), false), "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(SECOND + " was not sent within 1 s");
    }

    @Test
    void itIsGivenUpAtOnceWhenNobodyWantsItAnyMore() {
        assertThatThrownBy(() -> fetch(download(Duration.ofDays(1), true), "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not wanted any more");
    }

    @Test
    void whatWasFetchedWholeIsNotFetchedAgain() throws Exception {
        assertThatThrownBy(() -> fetch(download(Duration.ofSeconds(1), false), "a"))
                .isInstanceOf(IOException.class);
        dies = false;

        WalDownload again = download(Duration.ofSeconds(30), false);
        assertThat(fetch(again, "a")).isTrue();
        again.complete();

        assertThat(asked).containsExactly(FIRST, SECOND, SECOND);
        for (String segment : List.of(FIRST, SECOND)) {
            assertThat(folder.resolve("restore").resolve(segment)).hasSize(Lsn.SEGMENT);
        }
        assertThat(folder.resolve("restore")).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void anotherWalAndWalThatWasUsedAreFetchedAnew() throws Exception {
        dies = false;
        WalDownload download = download(Duration.ofSeconds(30), false);
        fetch(download, "a");
        fetch(download, "b");
        assertThat(asked).containsExactly(FIRST, SECOND, FIRST, SECOND);

        download.complete();
        fetch(download, "b");
        assertThat(asked).hasSize(6);
    }
}
