package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which process is taken for the instance's: with programs that are called postgres. */
class PostmasterIT {
    @TempDir
    Path folder;

    private Path data;
    private Path program;
    private Optional<Process> process = Optional.empty();

    @BeforeEach
    void prepare() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        program = folder.resolve("postgres");
        Files.copy(Path.of("/bin/sleep").toRealPath(), program);
        program.toFile().setExecutable(true);
    }

    @AfterEach
    void stop() {
        process.ifPresent(Process::destroyForcibly);
    }

    /** As a data folder names it. */
    private void start(Path works) throws IOException {
        Process started = new ProcessBuilder(program.toString(), "600")
                .directory(works.toFile())
                .start();
        process = Optional.of(started);
        Await.until(
                "runs",
                Duration.ofSeconds(30),
                () -> started.info().command().orElse("").equals(program.toString()));
        Files.writeString(data.resolve("postmaster.pid"), started.pid() + "\n" + data + "\n1700000000\n");
    }

    private boolean runs() throws IOException {
        return new Postmaster(data).running().isPresent();
    }

    @Test
    void aProcessThatWorksInTheDataFolderIsTheInstances() throws Exception {
        start(data);

        assertThat(runs()).isTrue();
        process.orElseThrow().destroyForcibly().waitFor();
        assertThat(runs()).isFalse();
    }

    @Test
    void itIsSoAfterAnUpgradeOfThePackageToo() throws Exception {
        start(data);
        Files.delete(program);

        assertThat(runs()).isTrue();
    }

    @Test
    void anotherClustersProcessWithThatNumberIsNot() throws Exception {
        start(Files.createDirectory(folder.resolve("other")));

        assertThat(runs()).isFalse();
    }

    @Test
    void aFolderThatIsReachedByALinkIsTheSame() throws Exception {
        start(data);

        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        assertThat(new Postmaster(link).running()).isPresent();
    }
}
