package io.prontuario.host.agent.database;

import io.prontuario.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Says which process is meant, and lasts longer than any test. */
    private static final String ARGUMENT = "9" + ProcessHandle.current().pid();

    private static List<ProcessHandle> sleepers() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        Arrays.equals(process.info().arguments().orElse(new String[0]), new String[] {ARGUMENT}))
                .toList();
    }

    @Test
    void aRewindOrABaseCopyDoesNotOutliveAnAgentThatIsKilled() throws Exception {
        Path sleep = Path.of("/bin/sleep").toRealPath();
        Path output = Files.createTempFile("program-runner", ".log");
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProgramRunner.class.getName(),
                        sleep.getParent().toString(),
                        "sleep",
                        ARGUMENT)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Await.until("runs", LIMIT, () -> sleepers().size() == 1);

            agent.destroyForcibly().waitFor();

            Await.until("is gone with the agent", LIMIT, () -> sleepers().isEmpty());
        } finally {
            agent.destroyForcibly();
            sleepers().forEach(ProcessHandle::destroyForcibly);
            Files.delete(output);
        }
    }
}
