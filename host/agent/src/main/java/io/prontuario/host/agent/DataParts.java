package io.prontuario.host.agent;

import io.prontuario.host.agent.database.Database;
import io.prontuario.host.agent.http.Endpoint;
import io.prontuario.host.agent.route.WriteRoute;
import io.prontuario.host.agent.witness.Witness;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this box has of the record: its database, the witness, the write route. Each part adds the orders that it carries out. */
final class DataParts implements AutoCloseable {
    private final String node;
    private final WriteRoute route;
    private final Optional<Database> database;
    private final Optional<Witness> witness;

    private DataParts(String node, WriteRoute route, Optional<Database> database, Optional<Witness> witness) {
        this.node = node;
        this.route = route;
        this.database = database;
        this.witness = witness;
    }

    /** Continues from what an earlier agent left. */
    static DataParts open(AgentSettings settings, WriteRoute route) throws IOException {
        route.restore();
        Optional<Database> database = settings.data().database().isPresent()
                ? Optional.of(Database.open(
                        settings.node(),
                        settings.data().database().get(),
                        settings.tls(),
                        settings.tokens().readFile()))
                : Optional.empty();
        Optional<Witness> witness = settings.data().witness().isPresent()
                ? Optional.of(Witness.open(
                        settings.data().witness().get(),
                        settings.tls(),
                        settings.tokens().readFile()))
                : Optional.empty();
        return new DataParts(settings.node(), route, database, witness);
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(Endpoint.report("/v1/data", this::report));
        endpoints.add(Endpoint.order(DataOrder.Route.PATH, DataOrder.Route.class, route::route));
        database.ifPresent(has -> endpoints.addAll(List.of(
                Endpoint.order(DataOrder.Promote.PATH, DataOrder.Promote.class, has::promote),
                Endpoint.order(DataOrder.Follow.PATH, DataOrder.Follow.class, has::follow),
                Endpoint.order(DataOrder.Fence.PATH, DataOrder.Fence.class, has::fence),
                Endpoint.order(DataOrder.Demote.PATH, DataOrder.Demote.class, has::demote),
                Endpoint.order(DataOrder.CatchUp.PATH, DataOrder.CatchUp.class, has::catchUp),
                Endpoint.order(DataOrder.Owner.PATH, DataOrder.Owner.class, has::owner))));
        witness.ifPresent(has -> endpoints.addAll(List.of(
                Endpoint.order(DataOrder.Follow.PATH, DataOrder.Follow.class, has::follow),
                Endpoint.order(DataOrder.Fence.PATH, DataOrder.Fence.class, has::fence),
                Endpoint.files("/v1/data/wal/", has::file))));
        return endpoints;
    }

    private DataReport report() throws IOException {
        return new DataReport(
                node,
                database.isPresent() ? database.get().report() : null,
                witness.isPresent() ? witness.get().report() : null,
                route.report());
    }

    @Override
    public void close() {
        database.ifPresent(Database::close);
        witness.ifPresent(Witness::close);
    }
}
