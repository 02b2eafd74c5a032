package io.prontuario.workloads.embedded;

import io.prontuario.workloads.api.ApiService;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL, inference and api in one process, for development. Listens on the loopback address only. */
final class EmbeddedPlatform implements AutoCloseable {
    /**
     * Options.
     *
     * @param data data folder, kept between runs
     * @param models value of inference's {@code MODELS}
     * @param port port of the api; 0 selects a free port
     * @param users whether authentication is required
     */
    record Options(Path data, String models, int port, boolean users) {}

    private final DataFolder folder;
    private final EmbeddedDatabase database;
    private final InferenceService inference;
    private final ApiService api;
    private final Optional<DevelopmentUsers> users;

    private EmbeddedPlatform(
            DataFolder folder,
            EmbeddedDatabase database,
            InferenceService inference,
            ApiService api,
            Optional<DevelopmentUsers> users) {
        this.folder = folder;
        this.database = database;
        this.inference = inference;
        this.api = api;
        this.users = users;
    }

    /**
     * Starts all services. When this returns, the api listens; the model may still be loading.
     *
     * @param environment further settings of both services
     */
    static EmbeddedPlatform start(Options options, Map<String, String> environment) throws IOException, SQLException {
        DataFolder folder = DataFolder.lock(options.data());
        EmbeddedDatabase database = null;
        try {
            Optional<DevelopmentUsers> users = options.users()
                    ? Optional.of(DevelopmentUsers.loadOrCreate(folder.resolve("users")))
                    : Optional.empty();
            database = EmbeddedDatabase.start(folder);
            if (users.isPresent()) {
                users.get().addTo(database.records());
            }
            InferenceService inference = new InferenceService(
                            settings(environment, Map.of("PORT", "0", "MODELS", options.models())))
                    .start();
            ApiService api = new ApiService(
                            settings(environment, apiSettings(options, folder, database.records(), inference, users)))
                    .start();
            return new EmbeddedPlatform(folder, database, inference, api, users);
        } catch (RuntimeException | SQLException | IOException failed) {
            if (database != null) {
                database.close();
            }
            folder.close();
            throw failed;
        }
    }

    private static Map<String, String> apiSettings(
            Options options,
            DataFolder folder,
            RecordsOptions records,
            InferenceService inference,
            Optional<DevelopmentUsers> users) {
        Map<String, String> own = new HashMap<>(Map.of(
                "PORT", Integer.toString(options.port()),
                "RECORDS_URL", records.url(),
                "RECORDS_USER", records.user(),
                "RECORDS_PASSWORD", records.password(),
                "OBJECTS_URL", folder.resolve("objects").toUri().toString(),
                "INFERENCE_URL", "http://127.0.0.1:" + inference.port(),
                "AUTH", users.isPresent() ? "required" : "disabled"));
        own.put("AUTH_KEYS", users.map(DevelopmentUsers::key).orElse(""));
        return own;
    }

    private static Settings settings(Map<String, String> environment, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(Map.of("BIND_ADDRESS", "127.0.0.1", "SITE", "laptop"));
        all.putAll(environment);
        all.putAll(own);
        all.put("PROFILE", "full"); // the database has the schema of the record
        return Settings.of(all);
    }

    String apiUrl() {
        return "http://127.0.0.1:" + api.port();
    }

    String inferenceUrl() {
        return "http://127.0.0.1:" + inference.port();
    }

    RecordsOptions records() {
        return database.records();
    }

    Optional<DevelopmentUsers> users() {
        return users;
    }

    @Override
    public void close() throws IOException {
        api.stop();
        inference.stop();
        database.close();
        folder.close();
    }
}
