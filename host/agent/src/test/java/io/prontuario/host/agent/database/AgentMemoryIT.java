package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.database.RecordLab.Box;
import io.prontuario.testing.Await;
import io.prontuario.testing.ChildProcess;
import io.prontuario.testing.ChildProcess.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The memory of an agent that runs as on a box: the jar, its options, a database that writes, the operator's questions. */
class AgentMemoryIT {
    private static final Path TARGET = Path.of("target");
    private static final int QUESTIONS = 60;
    /** The bar is 80 MB; the rest is for other builds of the JDK. */
    private static final long LIMIT_KIB = 90 << 10;

    @Test
    void anAgentWithADatabaseIsSmall() throws Exception {
        try (RecordLab lab = RecordLab.create()) {
            Box box = lab.withoutAgent("mac-studio-1");
            Files.createDirectory(lab.folder.resolve("edge"));
            try (ChildProcess agent =
                    new ChildProcess("agent", lab.folder.resolve("agent.log"), command(lab, box), Map.of(), End.KILL)) {
                Await.until("the agent answers", RecordLab.LIMIT, () -> {
                    agent.requireAlive();
                    return box.report().phase() != null;
                });
                lab.promoted(box, 1, RecordLab.set(1));
                for (int i = 0; i < QUESTIONS; i++) {
                    box.report();
                }
                assertThat(residentKib()).isBetween(1L << 10, LIMIT_KIB);
            }
        }
    }

    private static List<String> command(RecordLab lab, Box box) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + TARGET.resolve("prontuario-host.jvm"),
                "-jar",
                TARGET.resolve("prontuario-host.jar").toString(),
                "agent",
                "--node=" + box.name,
                "--dir=" + lab.folder.resolve("edge"),
                "--boot-id-file=" + lab.folder.resolve("boot_id"),
                "--listen=" + box.address + ":" + box.agentPort,
                "--tls-cert=" + box.tls().certificate(),
                "--tls-key=" + box.tls().key(),
                "--ca=" + box.tls().authorities(),
                "--write-token-file=" + lab.folder.resolve("write-token"),
                "--read-token-file=" + lab.folder.resolve("read-token"),
                "--database=" + box.root(),
                "--database-listen=" + box.address + ":" + box.port);
    }

    private static long residentKib() throws IOException {
        ProcessHandle agent = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
        return Files.readAllLines(Path.of("/proc/" + agent.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow();
    }
}
