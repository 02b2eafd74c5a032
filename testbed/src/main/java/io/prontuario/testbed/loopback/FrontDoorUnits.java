package io.prontuario.testbed.loopback;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** HAProxy and its host agent on one machine. */
final class FrontDoorUnits {
    private static final int AGENT_NICENESS = 4;
    private final JavaProgram agent;
    private final Path haproxy;
    private final LoopbackPki pki;
    private final Path logs;

    FrontDoorUnits(JavaProgram agent, Path haproxy, LoopbackPki pki, Path logs) {
        this.agent = agent;
        this.haproxy = haproxy;
        this.pki = pki;
        this.logs = logs;
    }

    /**
     * Prepares the host's folder for a new boot and returns what to start.
     *
     * @param folder survives the machine's death
     * @param address where HAProxy listens
     * @param agentAddress where the agent does
     */
    List<ProcessSpec> boot(String name, Path folder, String address, String agentAddress) {
        Path edge = folder.resolve("edge");
        Path bootId = folder.resolve("boot_id");
        UncheckedFiles.folders(edge);
        String boot = UUID.randomUUID().toString();
        UncheckedFiles.write(bootId, boot + "\n");
        Shell.run(
                agent.words(List.of("agent", "init", "--dir", edge.toString())).toArray(String[]::new));
        // As on a real box, both find in their environment what is this box's alone.
        Map<String, String> box = Map.of("BOOT_ID", boot, "EDGE_DIR", edge.toString(), "LISTEN_ADDRESS", address);
        return List.of(
                haproxy(name, edge).with(box),
                agent(name, edge, bootId, agentAddress).with(box));
    }

    private ProcessSpec haproxy(String name, Path edge) {
        return ProcessSpec.of(
                "haproxy",
                List.of(
                        haproxy.toString(),
                        "-W",
                        "-S",
                        edge.resolve("master.sock").toString(),
                        "-f",
                        edge.resolve("box.cfg").toString(),
                        "-f",
                        edge.resolve("haproxy.cfg").toString()),
                logs.resolve(name + "-haproxy.log"),
                0);
    }

    private ProcessSpec agent(String name, Path edge, Path bootId, String address) {
        List<String> arguments = new ArrayList<>(List.of("agent", "--node", name, "--dir", edge.toString()));
        arguments.addAll(List.of("--boot-id-file", bootId.toString(), "--listen", address + ":" + Ports.AGENT));
        arguments.addAll(List.of("--tls-cert", pki.certificate(name).toString()));
        arguments.addAll(List.of("--tls-key", pki.key(name).toString()));
        arguments.addAll(List.of("--write-token-file", pki.writeToken().toString()));
        arguments.addAll(List.of("--read-token-file", pki.readToken().toString()));
        arguments.addAll(List.of("--haproxy", haproxy.toString()));
        return ProcessSpec.of("agent", agent.words(arguments), logs.resolve(name + "-agent.log"), AGENT_NICENESS);
    }
}
