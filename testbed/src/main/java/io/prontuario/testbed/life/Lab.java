package io.prontuario.testbed.life;

import io.prontuario.testbed.TestbedException;
import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.Disk;
import io.prontuario.testbed.host.JavaCommand;
import io.prontuario.testbed.model.ModelServer;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What stands outside every host, in the root namespace: for now the server of the model files. No fault reaches it. */
public final class Lab {
    static final String GROUP = "lab";

    private final StateFolder state;
    private final Cgroups cgroups;

    public Lab(StateFolder state, Cgroups cgroups) {
        this.state = state;
        this.cgroups = cgroups;
    }

    /** Starts serving the models. */
    public void start() {
        cgroups.create(GROUP, 100);
        Disk.folders(state.labLogs(), state.models());
        StringBuilder script = new StringBuilder();
        cgroups.joinFiles(GROUP, Slice.SYSTEM)
                .forEach(file -> script.append("echo $$ > '").append(file).append("'\n"));
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", script + "exec \"$@\"", "sh"));
        command.add(JavaCommand.program());
        command.addAll(JavaCommand.small());
        command.addAll(List.of(
                "-cp",
                state.runtime().resolve("testbed").toString(),
                ModelServer.class.getName(),
                state.models().toString(),
                Cluster.ONSITE.gateway(),
                String.valueOf(Plan.MODEL_PORT)));
        Path log = state.labLogs().resolve("model-server.log");
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new TestbedException("cannot start the model server: " + e.getMessage(), e);
        }
    }
}
