package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.host.agent.database.DatabaseState.Held;
import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import io.prontuario.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New data takes the old one's place whole or not at all. In place of PostgreSQL's programs there are scripts. */
class DataReplacementIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T01:02:03.004Z"), ZoneOffset.UTC);
    private static final Map<Integer, String> OWN = Map.of(1, "mac-studio-2/1/1");
    private static final Map<Integer, String> WRITERS = Map.of(1, "mac-studio-1/1/1", 2, "mac-studio-1/2/1");
    /** Makes what counts as data in the folder that follows -D. */
    private static final String MAKES = "#!/bin/sh\nmkdir -p \"$2/global\" && echo new > \"$2/global/pg_control\"\n";

    private Path root;
    private DatabaseFolder folder;
    private Instance instance;
    private JsonStore<DatabaseState> store;
    private StreamSteps streams;
    private WriterSteps writers;

    @BeforeEach
    void prepare() throws Exception {
        root = Files.createTempDirectory("data-replacement");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        TestAuthority.create(root).issue("box", "IP:127.0.0.1");
        TlsFiles tls = new TlsFiles(root.resolve("box.crt"), root.resolve("box.key"), root.resolve("ca.crt"));
        folder = new DatabaseFolder(Files.createDirectory(root.resolve("database")));
        instance = new Instance(
                "mac-studio-2", new DatabaseSettings(folder.root(), "127.0.0.1", 1, root, "postgres"), tls);
        instance.prepare();
        instance.files.folder(folder.root());
        store = new JsonStore<>(folder.state(), DatabaseState.class, DatabaseState.initial());
        store.update(state -> state.with(new Held(3, 77, OWN, Way.COPY)));
        DataReplacement replacement = new DataReplacement(folder, instance.files, CLOCK);
        streams = new StreamSteps(instance, store, () -> false, replacement);
        writers = new WriterSteps(instance, store, streams, replacement);
        program("pg_basebackup", MAKES);
    }

    @AfterEach
    void remove() throws Exception {
        InstanceFiles.delete(root);
    }

    private void program(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path old() throws IOException {
        instance.files.folder(folder.data());
        return Files.writeString(folder.data().resolve("PG_VERSION"), "old");
    }

    private void copy() throws IOException {
        Peer.Log log = new Peer.Log(TimelineHistory.parse("", 1), 1, WRITERS, Set.of());
        streams.baseCopy(new Step.BaseCopy(
                new VerifiedWriter(new Source("mac-studio-1", "10.0.0.11", 5433, 9443), "7000", log)));
    }

    @Test
    void theCopyHasTheWritersTimelinesAndTheOldDataStaysBesideIt() throws Exception {
        old();

        copy();

        assertThat(store.get().held()).isEqualTo(new Held(0, 0, WRITERS, Way.STREAM));
        assertThat(folder.isEmpty()).isFalse();
        assertThat(folder.data().resolve("standby.signal")).exists();
        assertThat(folder.replaced()).containsExactly(folder.besides(CLOCK, 3));
        assertThat(folder.besides(CLOCK, 3).resolve("PG_VERSION")).hasContent("old");
    }

    @Test
    void dataThatCannotBeReplacedKeepsItsTimelinesAndIsNotStarted() throws Exception {
        Path kept = old();
        Files.createDirectories(folder.besides(CLOCK, 3).resolve("in the way"));

        assertThatThrownBy(this::copy).hasMessageContaining("cannot be replaced by new data");

        assertThat(store.get().held()).isEqualTo(new Held(0, 0, OWN, Way.COPY));
        assertThat(kept).hasContent("old");
    }

    @Test
    void aDataFolderThatIsAMountIsNoticedBeforeTheCopyIsMade() throws Exception {
        old();
        Path data = folder.data();
        assumeTrue(run("mount", "--bind", data.toString(), data.toString()), "only root can mount");
        try {
            program("pg_basebackup", "#!/bin/sh\ntouch " + root.resolve("copied") + "\n");

            assertThatThrownBy(this::copy).hasMessageContaining("mount its disk at " + folder.root());

            assertThat(root.resolve("copied")).doesNotExist();
            assertThat(store.get().held()).isEqualTo(new Held(3, 77, OWN, Way.COPY));
        } finally {
            run("umount", data.toString());
        }
    }

    @Test
    void aFirstClusterThatWasMadeHalfWayDoesNotCountAsData() throws Exception {
        program("initdb", MAKES + "exit 1\n");
        assertThatThrownBy(this::initialize).hasMessageContaining("initdb");
        assertThat(folder.isEmpty()).isTrue();

        // As if it had been killed.
        Path left = folder.root().resolve("copy-20261130T000000.000Z");
        Files.createDirectories(left.resolve("global"));
        Files.writeString(left.resolve("global/pg_control"), "half");
        program("initdb", MAKES);
        initialize();

        assertThat(folder.isEmpty()).isFalse();
        assertThat(left).doesNotExist();
        assertThat(folder.replaced()).isEmpty();
        assertThat(store.get().held()).isEqualTo(new Held(0, 0, Map.of(1, "mac-studio-2/1/1"), Way.STREAM));
    }

    @Test
    void dataBesideAnEmptyFolderIsNotReplacedByANewCluster() throws Exception {
        Path beside = Files.createDirectory(folder.besides(CLOCK, 3));
        Path token = Files.writeString(root.resolve("token"), "secret");
        DatabaseSettings settings = new DatabaseSettings(folder.root(), "127.0.0.1", 1, root, "postgres");
        Promote first = new Promote(1, 1, new SynchronousSet(1, List.of(), 0), 0, List.of());
        store.update(state -> DatabaseState.initial());
        TlsFiles tls = new TlsFiles(root.resolve("box.crt"), root.resolve("box.key"), root.resolve("ca.crt"));
        try (Database database = Database.open("mac-studio-2", settings, tls, token)) {
            assertThat(database.promote(first))
                    .isInstanceOfSatisfying(AgentAnswer.Refused.class, refused -> assertThat(refused.message())
                            .contains(beside.toString()));
        }
        assertThat(folder.isEmpty()).isTrue();
    }

    private void initialize() throws IOException {
        Promote first = new Promote(1, 1, new SynchronousSet(1, List.of(), 0), 0, List.of());
        store.update(state -> state.with(new Orders(first, null, null)));
        writers.initialize(new Step.Initialize(first));
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
