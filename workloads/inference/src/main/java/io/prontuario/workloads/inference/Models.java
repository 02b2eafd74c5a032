package io.prontuario.workloads.inference;

import io.prontuario.workloads.common.Readiness;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineFactory;
import io.prontuario.workloads.inference.model.Checksums;
import io.prontuario.workloads.inference.model.ModelException;
import io.prontuario.workloads.inference.model.ModelSpec;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of this process: verified, loaded and warmed in the background, then served all together or not at all. */
public final class Models implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Models.class);

    private sealed interface State {}

    private record Loading(String what) implements State {}

    private record Serving(Map<String, ServedModel> byName) implements State {}

    private record Refused(String why) implements State {}

    private final List<ModelSpec> specs;
    private final EngineFactory engines;
    private final int queuePlaces;
    private final Duration patience;
    private volatile State state = new Loading("starting");

    /**
     * @param queuePlaces how many requests may wait for each model
     * @param patience longest wait of each
     */
    public Models(List<ModelSpec> specs, EngineFactory engines, int queuePlaces, Duration patience) {
        this.specs = List.copyOf(specs);
        this.engines = engines;
        this.queuePlaces = queuePlaces;
        this.patience = patience;
    }

    /** Verifies, loads and warms every model. Blocks; the state tells how it went. */
    public void load() {
        Map<String, ServedModel> ready = new LinkedHashMap<>();
        try {
            for (ModelSpec spec : specs) {
                ready.put(spec.name(), load(spec));
            }
            state = new Serving(ready);
        } catch (ModelException | EngineException refused) {
            LOG.error("not serving: {}", refused.getMessage(), refused.getCause());
            ready.values().forEach(model -> model.engine().close());
            state = new Refused(String.valueOf(refused.getMessage()));
        }
    }

    private ServedModel load(ModelSpec spec) throws ModelException, EngineException {
        long started = System.nanoTime();
        state = new Loading("verifying " + spec.name());
        if (spec instanceof ModelSpec.InFile inFile) {
            Checksums.verify(inFile.name(), inFile.file(), inFile.sha256());
        }
        long verified = System.nanoTime();
        state = new Loading("loading " + spec.name());
        Engine engine = engines.create(spec);
        long loaded = System.nanoTime();
        state = new Loading("warming " + spec.name());
        engine.warmUp();
        LOG.info(
                "model {} serves: verified in {} ms, loaded in {} ms, warmed in {} ms",
                spec.name(),
                (verified - started) / 1_000_000,
                (loaded - verified) / 1_000_000,
                (System.nanoTime() - loaded) / 1_000_000);
        return new ServedModel(spec, engine, new AdmissionQueue(engine.parallel(), queuePlaces, patience));
    }

    @Override
    public Verdict current() {
        State now = state;
        if (now instanceof Serving serving) {
            for (ServedModel model : serving.byName().values()) {
                Optional<String> trouble = model.engine().trouble();
                if (trouble.isPresent()) {
                    return Verdict.no(trouble.get());
                }
            }
            return Verdict.yes();
        }
        if (now instanceof Refused refused) {
            return Verdict.no(refused.why());
        }
        return Verdict.no(((Loading) now).what());
    }

    /** The models that answer now; none while loading. */
    public Collection<ServedModel> serving() {
        return state instanceof Serving serving ? serving.byName().values() : List.of();
    }

    /** Everything that is configured, whether it answers yet or not. */
    public List<ModelSpec> configured() {
        return specs;
    }

    /**
     * The model with this name, or without one the first that has such an engine.
     *
     * @param kind what the caller wants to do with it
     */
    public Optional<ServedModel> find(Optional<String> name, Class<? extends Engine> kind) {
        return serving().stream()
                .filter(model -> kind.isInstance(model.engine()))
                .filter(model -> name.isEmpty() || model.spec().name().equals(name.get()))
                .findFirst();
    }

    @Override
    public void close() {
        serving().forEach(model -> model.engine().close());
    }
}
