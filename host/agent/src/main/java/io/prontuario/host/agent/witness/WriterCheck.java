package io.prontuario.host.agent.witness;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks the writer's agent whether its database writes in the ordered epoch: only that database's WAL may be received. */
final class WriterCheck {
    private final TlsFiles tls;
    private final Path token;
    private final StateFile state;
    /** Of every box that was a writer: to connect to one that is promoted again takes longer than to ask it. */
    private final Map<Source, AgentClient> clients = new HashMap<>();

    WriterCheck(TlsFiles tls, Path token, StateFile state) {
        this.tls = tls;
        this.token = token;
        this.state = state;
    }

    /** Why its WAL may not be received now, in a sentence. */
    Optional<String> objection(Follow follow) throws IOException {
        Source source = follow.writer();
        DataResult result = client(source).data();
        if (!(result instanceof DataResult.Received received)) {
            return Optional.of("The agent of " + source.name() + " does not say whether it writes: "
                    + ((DataResult.Unavailable) result).reason());
        }
        DatabaseReport database = received.report().database();
        if (database == null) {
            return Optional.of(source.name() + " has no database");
        }
        if (database.phase() != Phase.PRIMARY || database.wal().epoch() != follow.epoch()) {
            return Optional.of("Waits until " + source.name() + " writes epoch " + follow.epoch() + "; it is "
                    + database.phase() + " in epoch " + database.wal().epoch());
        }
        return ofOtherCluster(source, database.wal().systemId());
    }

    private Optional<String> ofOtherCluster(Source source, String systemId) throws IOException {
        String known = state.get().systemId();
        if (!known.isEmpty() && !known.equals(systemId)) {
            return Optional.of(source.name() + " has the cluster " + systemId + ", and this witness the WAL of " + known
                    + "; if the record was made anew on purpose, stop the agent and empty its --witness folder");
        }
        state.update(now -> now.ofCluster(systemId));
        return Optional.empty();
    }

    private AgentClient client(Source source) {
        return clients.computeIfAbsent(source, s -> new AgentClient(s.agent(), tls.authorities(), token));
    }
}
