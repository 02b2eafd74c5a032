package io.prontuario.host.agent;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent reset-order}: forgets how new the last instruction was, after the cluster was restored from a backup. */
@Command(
        name = "reset-order",
        description = "Accepts the next leader whatever its term. Stop the agent first. Logged.",
        mixinStandardHelpOptions = true)
public final class ResetOrderCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Where configuration and state are kept.")
    Path dir;

    @Option(names = "--reason", required = true, description = "Why; goes into overrides.log.")
    String reason;

    @Override
    public Integer call() throws Exception {
        AgentDirectory directory = new AgentDirectory(dir);
        OverrideLog.record(directory, "reset-order", reason);
        new StateStore(directory.state()).update(AgentState::withoutOrder);
        return 0;
    }
}
