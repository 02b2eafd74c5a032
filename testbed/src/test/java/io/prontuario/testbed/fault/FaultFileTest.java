package io.prontuario.testbed.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFileTest {
    @TempDir
    Path folder;

    @Test
    void concurrentDeathsAreAllRecorded() {
        FaultFile file = new FaultFile(folder.resolve("faults.json"));

        IntStream.range(0, 40).parallel().forEach(i -> file.update(state -> state.killed("host" + i)));

        assertThat(file.read().dead()).hasSize(40);
    }

    @Test
    void noFileMeansNoFault() {
        assertThat(new FaultFile(folder.resolve("faults.json")).read()).isEqualTo(FaultState.NONE);
    }

    @Test
    void anUnreadableFileIsReportedWithTheRemedy() throws IOException {
        Files.writeString(folder.resolve("faults.json"), "{");

        assertThatThrownBy(() -> new FaultFile(folder.resolve("faults.json")).read())
                .hasMessageContaining("faults.json")
                .hasMessageContaining("testbed down");
    }
}
