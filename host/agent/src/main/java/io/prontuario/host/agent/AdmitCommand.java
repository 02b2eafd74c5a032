package io.prontuario.host.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code agent admit}: admits this boot on a person's word, with the operator and the API server out of reach. */
@Command(
        name = "admit",
        description = "Admits this host's current boot without the operator. Logged.",
        mixinStandardHelpOptions = true)
public final class AdmitCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Where configuration and state are kept.")
    Path dir;

    @Option(names = "--boot-id-file", description = "Holds the host's boot id.")
    Path bootIdFile = Path.of("/proc/sys/kernel/random/boot_id");

    @Option(names = "--reason", required = true, description = "Why; goes into overrides.log.")
    String reason;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (reason.isBlank()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--reason: say why, in words");
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
