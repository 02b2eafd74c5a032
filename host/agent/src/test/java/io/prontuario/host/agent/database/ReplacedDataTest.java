package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedDataTest {
    @TempDir
    Path root;

    @Test
    void theNewestIsKeptAndNothingElseIsTouched() throws Exception {
        Path oldest = cluster("data-20261201T010203.004Z-epoch2");
        Path older = cluster("data-20261201T020304.005Z-epoch1");
        Path newest = cluster("data-20261201T020304.006Z-epoch0");
        Path data = cluster("data");
        Path copy = cluster("copy-20261201T030000.000Z");

        // A call removes a share; on a slow machine one does not suffice.
        for (int i = 0; i < 100 && (Files.exists(oldest) || Files.exists(older)); i++) {
            new ReplacedData(new DatabaseFolder(root)).removeOlder();
        }

        assertThat(root).isDirectoryNotContaining("glob:**/data-20261201T010203*");
        assertThat(older).doesNotExist();
        assertThat(newest.resolve("global/pg_control")).exists();
        assertThat(data.resolve("global/pg_control")).exists();
        assertThat(copy.resolve("global/pg_control")).exists();
    }

    @Test
    void theOnlyOneIsKept() throws Exception {
        Path only = cluster("data-20261201T010203.004Z-epoch2");

        new ReplacedData(new DatabaseFolder(root)).removeOlder();

        assertThat(only.resolve("global/pg_control")).exists();
    }

    @Test
    void whatPeoplePutBesideIsNotTheAgents() throws Exception {
        DatabaseFolder folder = new DatabaseFolder(root);
        Clock clock = Clock.fixed(Instant.parse("2026-12-01T01:02:03.004Z"), ZoneOffset.UTC);
        Path replaced = Files.createDirectory(folder.besides(clock, 12));
        Path copy = Files.createDirectory(folder.newCopy(clock));
        for (String name : List.of(
                "data-before-upgrade", "data-20261101", "data-20261201T010203.004Z-epoch1.bak", "copy-of-data")) {
            cluster(name);
        }

        assertThat(folder.replaced()).containsExactly(replaced);
        assertThat(folder.incomplete()).containsExactly(copy);
    }

    private Path cluster(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name).resolve("global"));
        Files.writeString(folder.resolve("pg_control"), "x");
        return root.resolve(name);
    }
}
