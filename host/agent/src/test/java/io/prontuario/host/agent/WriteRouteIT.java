package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder.Route;
import io.prontuario.host.protocol.data.DataReport.RouteReport;
import io.prontuario.testing.Await;
import io.prontuario.testing.FrontDoorObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write route: connections reach the writer that the newest order names, or no one. */
class WriteRouteIT {
    @TempDir
    Path folder;

    private AgentLab lab;
    private NamedServer first;
    private NamedServer second;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(AgentLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
        lab = AgentLab.start(folder);
        first = new NamedServer("mac-studio-1", "127.0.0.11", lab.databasePort);
        second = new NamedServer("mac-studio-2", "127.0.0.12", lab.databasePort);
        lab.apply(lab.bundle(FrontDoorObject.SITES));
    }

    @AfterEach
    void stop() {
        if (lab != null) {
            lab.close();
            first.close();
            second.close();
        }
    }

    private AgentAnswer route(long epoch, @Nullable String writer) {
        return route(1, epoch, writer);
    }

    private AgentAnswer route(long term, long epoch, @Nullable String writer) {
        return lab.client().order(new Route(term, epoch, writer));
    }

    private NamedServer.Client connect() throws IOException {
        return new NamedServer.Client(lab.writerPort);
    }

    private static void assertChange(AgentAnswer answer, Change change) {
        assertThat(answer).isInstanceOfSatisfying(Applied.class, a -> assertThat(a.change())
                .isEqualTo(change));
    }

    private void assertReaches(String writer) throws IOException {
        try (NamedServer.Client client = connect()) {
            assertThat(client.server()).isEqualTo(writer);
        }
    }

    private void assertRefused() throws IOException {
        try (NamedServer.Client client = connect()) {
            assertThat(client.server()).isEqualTo(NamedServer.NONE);
        }
    }

    private RouteReport reported() {
        return ((DataResult.Received) lab.client("read-token").data()).report().route();
    }

    @Test
    void withoutAnOrderConnectionsAreRefused() throws Exception {
        assertRefused();
        assertThat(reported()).isNull();
    }

    @Test
    void connectionsGoToTheNamedWriterAndOldOnesAreCut() throws Exception {
        assertChange(route(1, "mac-studio-1"), Change.RUNTIME);
        try (NamedServer.Client old = connect()) {
            assertThat(old.server()).isEqualTo("mac-studio-1");
            assertChange(route(1, "mac-studio-1"), Change.UNCHANGED);
            assertThat(old.echoes()).isTrue();

            assertChange(route(2, "mac-studio-2"), Change.RUNTIME);
            assertThat(old.echoes()).isFalse();
        }
        try (NamedServer.Client client = connect()) {
            assertThat(client.server()).isEqualTo("mac-studio-2");
            assertThat(reported()).isEqualTo(new RouteReport(2, "mac-studio-2"));

            route(2, null);
            assertThat(client.echoes()).isFalse();
        }
        assertRefused();
        assertThat(reported()).isEqualTo(new RouteReport(2, null));
    }

    @Test
    void anOlderOrderChangesNothing() throws Exception {
        route(3, 5, "mac-studio-1");

        assertThat(route(3, 4, "mac-studio-2")).isInstanceOf(Stale.class);
        assertThat(route(2, 9, "mac-studio-2")).isInstanceOf(Stale.class);
        assertReaches("mac-studio-1");
        assertThat(reported()).isEqualTo(new RouteReport(5, "mac-studio-1"));

        lab.stopAgent();
        lab.startAgent();
        assertThat(route(3, 4, "mac-studio-2")).isInstanceOf(Stale.class);
        assertChange(route(3, 5, "mac-studio-1"), Change.UNCHANGED);

        lab.stopAgent();
        lab.run("agent", "reset-order", "--dir", lab.dir.toString(), "--reason", "restored from a backup");
        lab.startAgent();
        assertReaches("mac-studio-1");
        assertThat(route(1, 2, "mac-studio-2")).isInstanceOf(Applied.class);
        assertReaches("mac-studio-2");
    }

    @Test
    void aReloadKeepsTheRouteAndItsConnectionsAreStillCutLater() throws Exception {
        route(1, "mac-studio-1");
        try (NamedServer.Client old = connect()) {
            assertThat(old.server()).isEqualTo("mac-studio-1");
            assertThat(lab.apply(AgentLab.with(
                            lab.bundle(FrontDoorObject.SITES),
                            lab.bundle(FrontDoorObject.SITES).haproxyCfg() + "# changed\n")))
                    .isInstanceOfSatisfying(
                            Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RELOAD));
            assertReaches("mac-studio-1");
            assertThat(old.echoes()).isTrue();

            assertChange(route(2, "mac-studio-2"), Change.RUNTIME);
            assertThat(old.echoes()).isFalse();
        }
        assertReaches("mac-studio-2");
    }

    @Test
    void aHaproxyThatIsDownReadsTheNewestWriterWhenItStarts() throws Exception {
        route(1, "mac-studio-1");
        lab.stopHaproxy();
        assertChange(route(2, "mac-studio-2"), Change.STORED);
        lab.startHaproxy();
        assertReaches("mac-studio-2");

        lab.stopHaproxy();
        route(2, null);
        lab.startHaproxy();
        assertRefused();
    }

    @Test
    void anAgentStartsBesideAHaproxyThatDoesNotAnswer() throws Exception {
        route(1, "mac-studio-1");
        lab.stopHaproxy();
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            Path socket = lab.dir.resolve("master.sock");
            Files.deleteIfExists(socket);
            silent.bind(UnixDomainSocketAddress.of(socket));
            lab.stopAgent();
            lab.startAgent();

            assertThat(reported()).isEqualTo(new RouteReport(1, "mac-studio-1"));
        }
    }

    @Test
    void aRepeatedOrderRepairsWhatWasChangedByHand() throws Exception {
        route(1, "mac-studio-1");
        lab.tell("set map writer.map writer mac-studio-2");
        try (NamedServer.Client wrong = connect()) {
            assertThat(wrong.server()).isEqualTo("mac-studio-2");

            assertChange(route(1, "mac-studio-1"), Change.RUNTIME);
            assertThat(wrong.echoes()).isFalse();
        }
        assertReaches("mac-studio-1");
        lab.tell("clear map writer.map");
        assertRefused();
        route(1, "mac-studio-1");
        assertReaches("mac-studio-1");
    }

    @Test
    void aWriterWithoutAServerIsReachedByNoOne() throws Exception {
        route(1, "mac-studio-9");
        assertRefused();
        assertThat(route(2, "a\nwriter mac-studio-1")).isInstanceOf(Refused.class);
        assertThat(route(2, "a; shutdown")).isInstanceOf(Refused.class);
        assertRefused();

        second.close();
        route(2, "mac-studio-2");
        assertRefused();
    }

    @Test
    void theFrontDoorServesWhateverTheDatabasesDo() throws Exception {
        first.close();
        second.close();
        FrontDoorObject.SITES.forEach(site -> lab.awaitServing(site, true));
        assertThat(lab.report().traffic().backends()).doesNotContainKey("record_writer");

        lab.tell("set server record_writer/mac-studio-1 state maint");
        lab.apply(lab.bundle(FrontDoorObject.SITES));
        Await.until("out of maintenance", Duration.ofSeconds(5), () -> lab.tell("show stat")
                .lines()
                .anyMatch(line -> line.startsWith("record_writer,mac-studio-1,") && line.contains(",no check,")));
    }
}
