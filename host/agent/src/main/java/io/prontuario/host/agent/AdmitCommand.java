package io.prontuario.host.agent;

import io.prontuario.host.agent.admission.AdmissionLatch;
import io.prontuario.host.agent.admission.AdmissionMap;
import io.prontuario.host.agent.admission.BootId;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.MasterSocket;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.OverrideLog;
import io.prontuario.host.agent.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent admit}: admits this boot by hand while the operator or the API server cannot be reached. */
@Command(
        name = "admit",
        description = "Admit this host's current boot without the operator. Recorded in overrides.log.",
        mixinStandardHelpOptions = true)
public final class AdmitCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Folder of configuration and state.")
    Path dir;

    @Option(
            names = "--boot-id-file",
            description = "File with the identity of the host's boot. Default: ${DEFAULT-VALUE}.")
    Path bootIdFile = Path.of("/proc/sys/kernel/random/boot_id");

    @Option(names = "--reason", required = true, description = "Why; recorded in overrides.log.")
    String reason;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (reason.isBlank()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--reason: is empty; write why the boot is admitted by hand");
        }
        AgentDirectory directory = new AgentDirectory(dir);
        BootId bootId = new BootId(bootIdFile);
        OverrideLog.record(directory, "admit " + bootId.read(), reason);
        Haproxy haproxy = new Haproxy(new MasterSocket(directory.masterSocket(), Duration.ofSeconds(2)));
        AdmissionLatch latch = new AdmissionLatch(
                new AdmissionMap(directory.admissionMap()), bootId, new StateStore(directory.state()), haproxy);
        spec.commandLine().getOut().println("admitted boot " + latch.override());
        return 0;
    }
}
