package io.prontuario.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.Status;
import io.prontuario.testbed.Status.HostState;
import io.prontuario.testbed.Status.HostStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TestbedCommandTest {
    @Test
    void aCommandWithoutItsHostIsAUsageError() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new TestbedCommand()).setErr(new PrintWriter(err));

        assertThat(line.execute("kill")).isEqualTo(2);
        assertThat(err.toString()).contains("HOST");
        assertThat(line.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("testbed up");
    }

    @Test
    void theTableShowsHostsFaultsAndTheAddress() {
        Status status = new Status(
                true,
                List.of(new HostStatus(
                        "edge", "onsite", "10.200.0.13", HostState.FROZEN, "NotReady", 13, Map.of("etcd", 1L))),
                List.of(List.of("cloud", "edge")),
                List.of("mac-studio-1"));

        assertThat(StatusCommand.table(status))
                .contains("edge", "frozen", "NotReady", "etcd")
                .contains("virtual address on: mac-studio-1")
                .contains("cut: cloud | edge");
    }
}
