package io.prontuario.testbed.lifecycle;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.host.JavaCommand;
import io.prontuario.testbed.kube.ApiBalancer;
import io.prontuario.testbed.model.ModelServer;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import io.prontuario.testbed.publicnet.PublicNetwork;
import io.prontuario.testbed.publicnet.PublicServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Servers in the root namespace, outside every host: model files, the API balancer and the public side. No fault
 * reaches them.
 */
public final class SharedServers {
    static final String GROUP = "shared";

    private final StateFolder state;
    private final Cgroups cgroups;
    private final ApiBalancer balancer;
    private final PublicServers publicServers;

    public SharedServers(StateFolder state, Pki pki, Cgroups cgroups) {
        this.state = state;
        this.cgroups = cgroups;
        this.balancer = new ApiBalancer(state, pki);
        this.publicServers = new PublicServers(state, pki);
    }

    /**
     * Starts the model server and, where there are several API servers, the balancer for clients in the root namespace.
     *
     * @param publicSide whether to make public addresses and a public name
     */
    public void start(boolean publicSide) {
        cgroups.create(GROUP, 100);
        UncheckedFiles.folders(state.sharedLogs(), state.models());
        List<String> models = new ArrayList<>(List.of(JavaCommand.program()));
        models.addAll(JavaCommand.small());
        models.addAll(List.of(
                "-cp",
                state.runtime().resolve("testbed").toString(),
                ModelServer.class.getName(),
                state.models().toString(),
                Cluster.ONSITE.gateway(),
                String.valueOf(Plan.MODEL_PORT)));
        launch("model-server", models);
        if (state.layout().balanced(Cluster.ONSITE)) {
            Network.addLocal(Cluster.ONSITE, Plan.LOCAL_API_ADDRESS);
            launch("api-balancer", balancer.shared());
        }
        if (publicSide) {
            PublicNetwork.create();
            publicServers.commands().forEach(this::launch);
        }
    }

    private void launch(String name, List<String> program) {
        StringBuilder script = new StringBuilder();
        cgroups.joinFiles(GROUP, Slice.SYSTEM)
                .forEach(file -> script.append("echo $$ > '").append(file).append("'\n"));
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", script + "exec \"$@\"", "sh"));
        command.addAll(program);
        Path log = state.sharedLogs().resolve(name + ".log");
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new TestbedException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }
}
