package io.prontuario.host.agent.database;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Demote;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Owner;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The box's database: accepts orders, drives the instance, reports. */
public final class Database implements AutoCloseable {
    /** An order is answered after this long, done or not. The client waits two seconds. */
    private static final Duration ANSWER = Duration.ofMillis(1500);

    private final String node;
    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final Monitor monitor;
    private final Peers peers;
    private final Worker worker;
    private final OwnerRole owner;
    private final DatabaseReporter reporter;

    private Database(String node, Instance instance, JsonStore<DatabaseState> store, TlsFiles tls, Path token) {
        this.node = node;
        this.instance = instance;
        this.store = store;
        this.monitor = new Monitor(instance.target(), instance.postmaster);
        this.peers = new Peers(tls, token, this::wake);
        Observer observer = new Observer(instance, store, monitor, peers);
        BooleanSupplier closed = this::isClosed;
        DataReplacement replacement = new DataReplacement(instance.folder, instance.files, Clock.systemUTC());
        StreamSteps stream = new StreamSteps(instance, store, closed, replacement);
        WriterSteps writer = new WriterSteps(instance, store, stream, replacement);
        CatchUpStep catchUp = new CatchUpStep(instance, store, tls, token, closed);
        Steps steps = new Steps(instance, store, writer, stream, catchUp);
        this.worker = new Worker(new Worker.Parts(instance, store, observer, monitor, writer, steps));
        this.owner = new OwnerRole(instance.target());
        this.reporter = new DatabaseReporter(instance.folder, store, monitor, worker, observer);
    }

    /**
     * Continues from what an earlier agent left. An instance that runs goes on running.
     *
     * @param token file of the bearer token that other boxes' agents accept for reading
     */
    public static Database open(String node, DatabaseSettings settings, TlsFiles tls, Path token) throws IOException {
        Instance instance = new Instance(node, settings, tls);
        instance.prepare();
        JsonStore<DatabaseState> store =
                new JsonStore<>(instance.folder.state(), DatabaseState.class, DatabaseState.initial());
        Database database = new Database(node, instance, store, tls, token);
        database.monitor.start();
        database.peers.start();
        database.worker.start();
        return database;
    }

    /** The next order is accepted whatever its term. What was fenced and given up stays so. For use while no agent runs. */
    public static void forgetOrder(Path folder) throws IOException {
        new JsonStore<>(new DatabaseFolder(folder).state(), DatabaseState.class, DatabaseState.initial())
                .update(DatabaseState::withoutOrder);
    }

    private boolean isClosed() {
        return worker.isClosed();
    }

    private void wake() {
        worker.wake();
    }

    public DatabaseReport report() throws IOException {
        return reporter.report();
    }

    public AgentAnswer promote(Promote order) throws IOException {
        boolean empty = instance.folder.isEmpty();
        List<Path> replaced = instance.folder.replaced();
        if (empty && !replaced.isEmpty()) {
            // A base copy was interrupted, or somebody moved the data: what is beside can be the record's last copy.
            return new Refused("The data folder is empty, and " + replaced.get(replaced.size() - 1)
                    + " was the record's: move that to " + instance.folder.data()
                    + ", or let this box follow another one");
        }
        return accept(
                order,
                state -> OrderBook.promote(state, order, empty),
                state -> state.held().epoch() == order.epoch()
                        && state.set() != null
                        && state.set().epoch() == order.epoch()
                        && state.set().version() >= order.synchronous().version()
                        && worker.settled(state));
    }

    public AgentAnswer follow(Follow order) throws IOException {
        return accept(
                order,
                state -> OrderBook.follow(state, order, node),
                state -> state.held().epoch() == order.epoch() && worker.settled(state));
    }

    /** Applied only when the stream has ended: an answer "stored" could be taken for that. */
    public AgentAnswer fence(Fence order) throws IOException {
        AgentAnswer answer = accept(
                order,
                state -> OrderBook.fence(state, order),
                state -> state.effective().fencedBelow() >= order.epoch());
        return answer instanceof Applied applied && applied.change() == Change.STORED
                ? new Refused("Recorded; the WAL stream has not ended yet. " + applied.message())
                : answer;
    }

    public AgentAnswer demote(Demote order) throws IOException {
        return accept(
                order,
                state -> OrderBook.demote(state, order),
                state -> state.effective().demotedFrom() >= order.epoch());
    }

    public AgentAnswer catchUp(CatchUp order) throws IOException {
        return accept(order, state -> OrderBook.catchUp(state, order), worker::settled);
    }

    public AgentAnswer owner(Owner order) throws IOException {
        DatabaseState state = store.get();
        if (order.token().olderThan(state.newest())) {
            return stale(order.token(), state);
        }
        Promote promote = state.promotion();
        if (promote == null || promote.epoch() != order.epoch() || state.held().epoch() != order.epoch()) {
            return new Refused("Does not write epoch " + order.epoch());
        }
        try {
            return new Applied(owner.ensure(order) ? Change.RUNTIME : Change.UNCHANGED, "");
        } catch (SQLException e) {
            return new Refused("The database does not take it: " + e.getMessage());
        }
    }

    private interface Acceptance {
        DatabaseState next(DatabaseState state) throws OrderBook.Objection;
    }

    private AgentAnswer accept(DataOrder order, Acceptance acceptance, Predicate<DatabaseState> done)
            throws IOException {
        boolean changed;
        synchronized (this) {
            DatabaseState before = store.get();
            if (order.token().olderThan(before.newest())) {
                return stale(order.token(), before);
            }
            boolean[] ordered = new boolean[1];
            String[] objection = new String[1];
            store.update(state -> {
                try {
                    DatabaseState next = acceptance.next(state);
                    ordered[0] = !next.orders().equals(state.orders())
                            || !next.ordered().equals(state.ordered());
                    return next;
                } catch (OrderBook.Objection e) {
                    objection[0] = String.valueOf(e.getMessage());
                    return state;
                }
            });
            if (objection[0] != null) {
                return new Refused(objection[0]);
            }
            changed = ordered[0];
        }
        if (changed) {
            worker.wake();
        } else if (done.test(store.get())) {
            return new Applied(Change.UNCHANGED, "");
        } else if (worker.copying()) {
            return new Applied(Change.STORED, "A copy or a rewind is under way");
        }
        return worker.await(() -> done.test(store.get()), ANSWER)
                ? new Applied(Change.RUNTIME, "")
                : new Applied(Change.STORED, "Goes on: " + worker.problem());
    }

    private static AgentAnswer stale(FencingToken token, DatabaseState state) {
        return new Stale(state.newest(), "Order " + token + " is older than " + state.newest());
    }

    /** The instance goes on running. */
    @Override
    public void close() {
        worker.close();
        peers.close();
        monitor.close();
    }
}
