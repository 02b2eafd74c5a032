package io.prontuario.host.agent.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.host.agent.AgentSettings;
import io.prontuario.host.agent.DataSettings;
import io.prontuario.host.agent.RunningAgent;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.http.Tokens;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.testing.Await;
import io.prontuario.testing.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Boxes on loopback addresses of their own, each with its real agent and PostgreSQL 15. */
final class RecordLab implements AutoCloseable {
    static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");
    static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int TRIES = 5;
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    final Path folder;
    final TestAuthority authority;
    private final String network;
    private final List<Box> boxes = new ArrayList<>();
    private long term = 1;

    private RecordLab(Path folder, TestAuthority authority) {
        this.folder = folder;
        this.authority = authority;
        long pid = ProcessHandle.current().pid();
        this.network = "127.%d.%d.".formatted(100 + pid % 100, (pid / 100 + NETWORKS.getAndIncrement()) % 250);
    }

    static RecordLab create() throws IOException {
        assumeTrue(
                Files.isExecutable(POSTGRES.resolve("postgres")),
                "PostgreSQL 15 is missing: apt-get install postgresql-15");
        Path folder = Files.createTempDirectory("record-lab");
        // The account that runs PostgreSQL must be able to get at its data.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("write-token"), "write-secret\n");
        Files.writeString(folder.resolve("read-token"), "read-secret\n");
        Files.writeString(folder.resolve("boot_id"), "boot-1\n");
        return new RecordLab(folder, TestAuthority.create(folder));
    }

    Box box(String name) throws IOException {
        Box box = withoutAgent(name);
        box.startAgent();
        return box;
    }

    Box withoutAgent(String name) throws IOException {
        Box box = new Box(name, network + (boxes.size() + 1));
        authority.issue(name, "IP:" + box.address + ",DNS:" + name);
        boxes.add(box);
        return box;
    }

    long term() {
        return term;
    }

    long nextTerm() {
        return ++term;
    }

    static SynchronousSet set(long version, String... members) {
        return new SynchronousSet(version, List.of(members), Math.min(1, members.length));
    }

    List<String> names() {
        return boxes.stream().map(box -> box.name).toList();
    }

    DataOrder.Promote promote(Box box, long epoch, SynchronousSet set) throws Exception {
        return new DataOrder.Promote(term, epoch, set, box.report().boot(), names());
    }

    DataOrder.Follow follow(Box writer, long epoch) {
        return new DataOrder.Follow(term, epoch, writer.source());
    }

    /** As the operator does: again until it is done. */
    void promoted(Box box, long epoch, SynchronousSet set) {
        Await.until(box.name + " writes epoch " + epoch, LIMIT, () -> {
            AgentAnswer answer = box.order(promote(box, epoch, set));
            return answer instanceof Applied && box.writes(epoch, set.version());
        });
    }

    void followed(Box box, Box writer, long epoch) {
        Await.until(box.name + " follows " + writer.name, LIMIT, () -> {
            box.order(follow(writer, epoch));
            DatabaseReport report = box.report();
            return report.answers()
                    && report.wal().epoch() == epoch
                    && report.wal().receiving();
        });
    }

    @Override
    public void close() throws IOException {
        for (Box box : boxes) {
            box.close();
        }
        InstanceFiles.delete(folder);
    }

    /** One box. */
    final class Box {
        final String name;
        final String address;
        final int port;
        final int agentPort;
        private Optional<RunningAgent> agent = Optional.empty();

        private Box(String name, String address) throws IOException {
            this.name = name;
            this.address = address;
            // One port on every box, as in an object.
            this.port = boxes.isEmpty() ? free(address) : boxes.get(0).port;
            this.agentPort = free(address);
        }

        private static int free(String address) throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
                return socket.getLocalPort();
            }
        }

        Path root() {
            return folder.resolve(name);
        }

        DatabaseFolder files() {
            return new DatabaseFolder(root());
        }

        TlsFiles tls() {
            return new TlsFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"), folder.resolve("ca.crt"));
        }

        void startAgent() throws IOException {
            Path dir = Files.createDirectories(folder.resolve(name + "-agent"));
            agent = Optional.of(RunningAgent.start(new AgentSettings(
                    name,
                    new InetSocketAddress(InetAddress.getByName(address), agentPort),
                    dir,
                    folder.resolve("boot_id"),
                    Path.of("/bin/true"),
                    tls(),
                    new Tokens(folder.resolve("write-token"), folder.resolve("read-token")),
                    new DataSettings(
                            Optional.of(new DatabaseSettings(root(), address, port, POSTGRES, "postgres")),
                            Optional.empty()))));
        }

        void stopAgent() {
            agent.ifPresent(RunningAgent::close);
            agent = Optional.empty();
        }

        Source source() {
            return new Source(name, address, port, agentPort);
        }

        /** Repeated while a busy machine misses the client's two seconds, which is harmless. */
        AgentAnswer order(DataOrder order) {
            AgentAnswer answer = client("write-token").order(order);
            for (int i = 0; i < TRIES && answer instanceof AgentAnswer.Unreachable; i++) {
                answer = client("write-token").order(order);
            }
            return answer;
        }

        private AgentClient client(String token) {
            return new AgentClient(
                    URI.create("https://" + address + ":" + agentPort),
                    folder.resolve("ca.crt"),
                    folder.resolve(token));
        }

        DatabaseReport report() {
            AgentClient.DataResult result = client("read-token").data();
            for (int i = 0; i < TRIES && result instanceof AgentClient.DataResult.Unavailable; i++) {
                result = client("read-token").data();
            }
            if (result instanceof AgentClient.DataResult.Received received
                    && received.report().database() != null) {
                return received.report().database();
            }
            throw new IllegalStateException(result.toString());
        }

        void await(String what, Predicate<DatabaseReport> condition) {
            DatabaseReport[] last = new DatabaseReport[1];
            try {
                Await.until(name + ": " + what, LIMIT, () -> {
                    last[0] = report();
                    return condition.test(last[0]);
                });
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                throw new AssertionError(what + "; last report of " + name + ": " + last[0], e);
            }
        }

        boolean writes(long epoch, long version) {
            DatabaseReport report = report();
            return report.answers()
                    && report.wal().epoch() == epoch
                    && report.synchronous() != null
                    && report.synchronous().version() == version;
        }

        Sql sql() throws Exception {
            return Sql.connect(Sql.Target.remote(address, port, tls()), Duration.ofSeconds(5));
        }

        String ask(String query) throws Exception {
            try (Sql sql = sql()) {
                return sql.text(query);
            }
        }

        void run(String statement) throws Exception {
            try (Sql sql = sql()) {
                sql.execute(statement);
            }
        }

        Postmaster.Running postmaster() throws IOException {
            return new Postmaster(files().data()).running().orElseThrow();
        }

        /** The machine dies: nothing of the agent and of PostgreSQL is left. */
        void kill() throws IOException {
            stopAgent();
            new Postmaster(files().data()).running().ifPresent(Postmaster.Running::kill);
            Await.until(name + " is dead", LIMIT, () -> new Postmaster(files().data())
                    .running()
                    .isEmpty());
        }

        private void close() throws IOException {
            kill();
        }
    }
}
