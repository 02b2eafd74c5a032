package io.prontuario.host.agent;

import io.prontuario.host.agent.http.Endpoint;
import io.prontuario.host.protocol.data.DataReport;
import java.io.IOException;
import java.util.List;

/** What this box has of the record: its database, the witness, the write route. Each part adds the orders that it carries out. */
final class DataParts {
    private final String node;

    private DataParts(String node) {
        this.node = node;
    }

    /** Continues from what an earlier agent left. */
    static DataParts open(AgentSettings settings) throws IOException {
        return new DataParts(settings.node());
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.report("/v1/data", this::report));
    }

    private DataReport report() {
        return new DataReport(node, null, null, null);
    }
}
