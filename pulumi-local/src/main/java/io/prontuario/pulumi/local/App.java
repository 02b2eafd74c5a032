package io.prontuario.pulumi.local;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackOptions;
import io.prontuario.pulumi.local.config.InvalidConfigException;
import io.prontuario.pulumi.local.config.LocalConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The program that {@code pulumi up} runs. */
public final class App {
    private static final String NAMESPACE = "prontuario-local:";

    private App() {}

    public static void main(String[] args) {
        JsonElement environment = engine().get(NAMESPACE + "environment");
        boolean production = environment != null && environment.getAsString().equals("prod");
        StackOptions.Builder options = StackOptions.builder();
        if (production) {
            options.resourceTransformations(new Protection());
        }
        Pulumi.withOptions(options.build()).run(App::program);
    }

    private static JsonObject engine() {
        @Nullable
        JsonObject all = new Gson().fromJson(System.getenv().getOrDefault("PULUMI_CONFIG", "{}"), JsonObject.class);
        return all == null ? new JsonObject() : all;
    }

    private static Set<String> keys() {
        Set<String> keys = new HashSet<>();
        engine().entrySet().forEach(e -> {
            if (e.getKey().startsWith(NAMESPACE) && !e.getValue().getAsString().isBlank()) {
                keys.add(e.getKey().substring(NAMESPACE.length()));
            }
        });
        return keys;
    }

    static void program(Context context) {
        Config config = context.config();
        LocalConfig local;
        try {
            local = LocalConfig.read(config::get, keys(), Path.of("").toAbsolutePath(), Instant.now());
        } catch (InvalidConfigException e) {
            throw new RunException(e.getMessage());
        }
        new OnSite(
                local,
                config.get("agentCa").orElse(""),
                config.requireSecret("agentToken"),
                config.requireSecret("recordsPassword"));
        context.export("namespace", local.namespace());
        context.export("platformChecksum", Integer.toHexString(local.platform().hashCode()));
    }
}
