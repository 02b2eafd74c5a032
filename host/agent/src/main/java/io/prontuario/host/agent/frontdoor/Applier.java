package io.prontuario.host.agent.frontdoor;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.HaproxyDown;
import io.prontuario.host.agent.state.AgentState;
import io.prontuario.host.agent.state.AgentState.FrontDoorState;
import io.prontuario.host.agent.state.StateStore;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.Bundle;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a box to a bundle: checks it, makes the smallest change, and returns to the last good bundle when HAProxy does not start. */
public final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final StateStore state;
    private final ConfigurationFiles files;
    private final ConfigurationCheck check;
    private final Haproxy haproxy;
    private final LastServerGuard guard;
    private final Clock clock;
    private final RejectedBundle rejected = new RejectedBundle();

    public Applier(
            StateStore state,
            ConfigurationFiles files,
            ConfigurationCheck check,
            Haproxy haproxy,
            LastServerGuard guard,
            Clock clock) {
        this.state = state;
        this.files = files;
        this.check = check;
        this.haproxy = haproxy;
        this.guard = guard;
        this.clock = clock;
    }

    /** @throws IOException when the disk fails; nothing is then claimed to be applied */
    public synchronized AgentAnswer apply(Bundle bundle) throws IOException {
        FencingToken newest = newestSeen();
        if (bundle.token().olderThan(newest)) {
            return new Stale(
                    newest,
                    "Configuration " + bundle.token() + " is older than " + newest
                            + "; after a restore of the cluster from a backup run: agent reset-order --dir DIR --reason WHY");
        }
        Optional<String> objection = objection(bundle);
        if (objection.isPresent()) {
            return refuse(bundle, objection.get());
        }
        OptionalLong worker = haproxy.workerPid();
        if (worker.isEmpty()) {
            return store(bundle);
        }
        Optional<String> emptied = guard.emptied(haproxy.servers(), new ConfigurationText(bundle.haproxyCfg()));
        if (emptied.isPresent()) {
            return refuse(
                    bundle,
                    "The configuration would leave backend " + emptied.get()
                            + " without a usable server, and it has one now; admit another site for it first");
        }
        Optional<String> conflict = PortConflictGuard.taken(mayRun(), new ConfigurationText(bundle.haproxyCfg()));
        if (conflict.isPresent()) {
            return refuse(
                    bundle,
                    "The configuration listens on " + conflict.get()
                            + ", which another program on this box uses; stop that program or change the port in spec.edge.frontends or"
                            + " spec.data.postgres");
        }
        return reloadNeeded(bundle, worker) ? reload(bundle) : atRunTime(bundle, worker.getAsLong());
    }

    /** The configurations that HAProxy may be running. */
    private List<ConfigurationText> mayRun() throws IOException {
        List<ConfigurationText> texts = new ArrayList<>(List.of(files.onDisk()));
        files.lastGood().ifPresent(good -> texts.add(new ConfigurationText(good.haproxyCfg())));
        return texts;
    }

    private FencingToken newestSeen() {
        AgentState now = state.get();
        FencingToken applied = now.frontDoor().token();
        return applied.olderThan(now.leader()) ? now.leader() : applied;
    }

    private Optional<String> objection(Bundle bundle) throws IOException {
        Optional<String> badName = ConfigurationFiles.badName(bundle);
        if (badName.isPresent()) {
            return Optional.of("files." + badName.get() + ": not a name for a PEM file; use letters, digits, '.', '_',"
                    + " '-' and end in .pem");
        }
        Optional<String> forbidden = DirectiveGuard.forbidden(new ConfigurationText(bundle.haproxyCfg()));
        if (forbidden.isPresent()) {
            return forbidden;
        }
        boolean known = files.lastGood().map(good -> good.sameContent(bundle)).orElse(false);
        if (known) {
            return Optional.empty();
        }
        Optional<String> failed = rejected.recent(bundle, clock.instant());
        return failed.isPresent() ? failed : check.objection(bundle);
    }

    /** Whether the running worker has loaded another bundle than this one; disabled servers do not count. */
    private boolean reloadNeeded(Bundle bundle, OptionalLong worker) throws IOException {
        Optional<Bundle> good = files.lastGood();
        return good.isEmpty()
                || worker.getAsLong() != state.get().frontDoor().workerPid()
                || !files.certificatesMatch(bundle)
                || !good.get().files().equals(bundle.files())
                || !new ConfigurationText(good.get().haproxyCfg())
                        .differsOnlyInDisabled(new ConfigurationText(bundle.haproxyCfg()));
    }

    private AgentAnswer atRunTime(Bundle bundle, long worker) throws IOException {
        ConfigurationText next = new ConfigurationText(bundle.haproxyCfg());
        boolean edited = !files.onDisk().equals(next);
        if (edited) {
            files.install(bundle);
            files.writeServerState(ServerStateFile.allDown(next));
        }
        List<String> moved = MaintenanceStates.apply(haproxy, next);
        accept(bundle, worker);
        return edited || !moved.isEmpty()
                ? new Applied(
                        Change.RUNTIME, moved.isEmpty() ? "the file on disk was rewritten" : String.join(", ", moved))
                : new Applied(Change.UNCHANGED, "");
    }

    private AgentAnswer reload(Bundle bundle) throws IOException {
        ConfigurationText next = new ConfigurationText(bundle.haproxyCfg());
        Reloader reloader = new Reloader(haproxy, files);
        files.install(bundle);
        OptionalLong worker = reloader.reload(next);
        if (worker.isPresent()) {
            accept(bundle, worker.getAsLong());
            return new Applied(Change.RELOAD, "worker " + worker.getAsLong());
        }
        return rollBack(bundle, reloader);
    }

    private AgentAnswer rollBack(Bundle bundle, Reloader reloader) throws IOException {
        Optional<Bundle> good = files.lastGood();
        String message = "HAProxy accepted the configuration but did not start with it (a port already in use?); "
                + (good.isPresent() ? restore(good.get(), reloader) : "there is no earlier one to return to");
        rejected.remember(bundle, message, clock.instant());
        return refuse(bundle, message);
    }

    /** Writes the file first: the next start of HAProxy then reads the last good bundle. */
    private String restore(Bundle good, Reloader reloader) throws IOException {
        files.install(good);
        try {
            OptionalLong worker = reloader.reload(new ConfigurationText(good.haproxyCfg()));
            if (worker.isPresent()) {
                state.update(s -> s.loadedBy(worker.getAsLong()));
                return "the last good one runs again";
            }
            return "it did not start with the last good one either, which is on disk";
        } catch (HaproxyDown e) {
            return "HAProxy does not answer; the last good one is on disk for its next start";
        }
    }

    private AgentAnswer store(Bundle bundle) throws IOException {
        files.install(bundle);
        files.writeServerState(ServerStateFile.allDown(new ConfigurationText(bundle.haproxyCfg())));
        accept(bundle, 0);
        return new Applied(Change.STORED, "HAProxy is not running; it will start with this configuration");
    }

    private void accept(Bundle bundle, long worker) throws IOException {
        if (files.lastGood().map(good -> !good.equals(bundle)).orElse(true)) {
            files.remember(bundle);
        }
        String hash = new ConfigurationText(bundle.haproxyCfg()).hash();
        FrontDoorState now = state.get().frontDoor();
        String at = hash.equals(now.configHash()) && worker == now.workerPid() ? now.appliedAt() : null;
        String appliedAt = at == null ? clock.instant().toString() : at;
        state.update(s ->
                s.applied(new FrontDoorState(bundle.token(), hash, bundle.virtualAddress(), worker, appliedAt, null)));
    }

    private Refused refuse(Bundle bundle, String message) throws IOException {
        LOG.warn("configuration {} refused: {}", bundle.token(), message);
        state.update(s -> s.failed(bundle.token(), message));
        return new Refused(message);
    }
}
