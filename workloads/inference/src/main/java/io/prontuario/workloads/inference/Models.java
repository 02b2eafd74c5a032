package io.prontuario.workloads.inference;

import io.prontuario.workloads.common.Readiness;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.Engine;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineFactory;
import io.prontuario.workloads.inference.model.Checksums;
import io.prontuario.workloads.inference.model.ModelConfig;
import io.prontuario.workloads.inference.model.ModelException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of this process: verified, loaded and warmed up in the background. Either all of them are served or, when one cannot
 * be loaded, none.
 */
public final class Models implements Readiness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Models.class);

    private sealed interface State {}

    private record Loading(String step) implements State {}

    private record Serving(Map<String, ServedModel> byName) implements State {}

    private record Failed(String reason) implements State {}

    private final List<ModelConfig> configs;
    private final EngineFactory engines;
    private final int queueCapacity;
    private final Duration queueMaxWait;
    private volatile State state = new Loading("starting");

    /**
     * @param configs at least one
     * @param queueCapacity most requests that wait for each model
     * @param queueMaxWait longest wait of a request
     */
    public Models(List<ModelConfig> configs, EngineFactory engines, int queueCapacity, Duration queueMaxWait) {
        this.configs = List.copyOf(configs);
        this.engines = engines;
        this.queueCapacity = queueCapacity;
        this.queueMaxWait = queueMaxWait;
    }

    /** Verifies, loads and warms up every model. Blocks; {@link #current} tells the outcome. */
    public void load() {
        Map<String, ServedModel> loaded = new LinkedHashMap<>();
        for (ModelConfig config : configs) {
            try {
                loaded.put(config.name(), load(config));
            } catch (ModelException | EngineException failed) {
                String reason = "model " + config.name() + " (" + config.location() + "): " + failed.getMessage();
                LOG.error(
                        "{}. No model of this process is served until every configured model loads: correct or remove this model,"
                                + " then restart the process",
                        reason,
                        failed.getCause());
                loaded.values().forEach(model -> model.engine().close());
                state = new Failed(reason);
                return;
            }
        }
        state = new Serving(loaded);
    }

    private ServedModel load(ModelConfig config) throws ModelException, EngineException {
        long started = System.nanoTime();
        state = new Loading("verifying model " + config.name());
        if (config instanceof ModelConfig.Local local) {
            Checksums.verify(local.file(), local.sha256());
        }
        long verified = System.nanoTime();
        state = new Loading("loading model " + config.name());
        Engine engine = engines.create(config);
        long loaded = System.nanoTime();
        state = new Loading("warming up model " + config.name());
        engine.warmUp();
        LOG.info(
                "model {} is ready: verified in {} ms, loaded in {} ms, warmed up in {} ms",
                config.name(),
                (verified - started) / 1_000_000,
                (loaded - verified) / 1_000_000,
                (System.nanoTime() - loaded) / 1_000_000);
        return new ServedModel(config, engine, new AdmissionQueue(engine.parallel(), queueCapacity, queueMaxWait));
    }

    @Override
    public Status current() {
        State now = state;
        if (now instanceof Serving serving) {
            return serving.byName().values().stream()
                    .flatMap(model -> model.engine().unavailableReason().stream())
                    .findFirst()
                    .map(Status::notReady)
                    .orElseGet(Status::ok);
        }
        if (now instanceof Failed failed) {
            return Status.notReady(failed.reason());
        }
        return Status.notReady(((Loading) now).step());
    }

    /** The models that are served; none while loading and after a failure. */
    public Collection<ServedModel> serving() {
        return state instanceof Serving serving ? serving.byName().values() : List.of();
    }

    /** All configured models, served or not. */
    public List<ModelConfig> configured() {
        return configs;
    }

    /**
     * The served model with this name and type of engine; without a name, the first one with this type of engine.
     *
     * @param kind type of engine
     */
    public Optional<ServedModel> find(Optional<String> name, Class<? extends Engine> kind) {
        return serving().stream()
                .filter(model -> kind.isInstance(model.engine()))
                .filter(model -> name.isEmpty() || model.config().name().equals(name.get()))
                .findFirst();
    }

    @Override
    public void close() {
        serving().forEach(model -> model.engine().close());
    }
}
