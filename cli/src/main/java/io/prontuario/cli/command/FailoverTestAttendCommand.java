package io.prontuario.cli.command;

import io.prontuario.cli.action.Cluster;
import io.prontuario.cli.drill.Attendance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "attend",
        mixinStandardHelpOptions = true,
        description = {
            "Make the faults of the calendar's drills with driver Host, until it is ended.",
            "Run it on a machine that is not part of the drills."
        })
final class FailoverTestAttendCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description = "Platform. Default: the only one in the namespace.")
    private @Nullable String platform;

    @Option(
            names = "--hook",
            required = true,
            paramLabel = "COMMAND",
            description = "Program that makes and undoes the fault.")
    private String hook;

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            defaultValue = "failover-tests",
            description = "Folder of the output of the dead man's timer. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(folder);
        try (Cluster opened = cluster.open();
                Attendance attendance = new Attendance(opened, Clock.systemUTC(), out, Attendance.hook(hook, folder))) {
            String name = opened.only(platform).getMetadata().getName();
            // For SIGINT and SIGTERM. After SIGKILL the dead man's timer undoes the fault.
            Runtime.getRuntime().addShutdownHook(new Thread(attendance::close, "undo"));
            out.println("attending the drills of " + name);
            out.flush();
            attendance.attend(name);
            return 0;
        }
    }
}
