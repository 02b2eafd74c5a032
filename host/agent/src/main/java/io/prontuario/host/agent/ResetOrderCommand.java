package io.prontuario.host.agent;

import io.prontuario.host.agent.database.Database;
import io.prontuario.host.agent.route.WriterMap;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.AgentState;
import io.prontuario.host.agent.state.OverrideLog;
import io.prontuario.host.agent.state.StateStore;
import io.prontuario.host.agent.witness.Witness;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code agent reset-order}: forgets the newest token, after the cluster was restored from a backup and counts from below it. */
@Command(
        name = "reset-order",
        description = "Accept the next order whatever its term. Stop the agent first. Recorded in overrides.log.",
        mixinStandardHelpOptions = true)
public final class ResetOrderCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Folder of configuration and state.")
    Path dir;

    @Option(names = "--reason", required = true, description = "Why; recorded in overrides.log.")
    String reason;

    @Option(names = "--witness", description = "Folder of the witness, where this box is the witness.")
    @Nullable
    Path witness;

    @Option(names = "--database", description = "Folder of the record's database, where this box has one.")
    @Nullable
    Path database;

    @Override
    public Integer call() throws Exception {
        AgentDirectory directory = new AgentDirectory(dir);
        OverrideLog.record(directory, "reset-order", reason);
        new StateStore(directory.state()).update(AgentState::withoutOrder);
        new WriterMap(directory.writerMap()).forgetOrder();
        if (witness != null) {
            Witness.forgetOrder(witness);
        }
        if (database != null) {
            Database.forgetOrder(database);
        }
        return 0;
    }
}
