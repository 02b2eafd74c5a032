package io.prontuario.pulumi.gcp.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.prontuario.pulumi.engine.Urn;
import io.prontuario.pulumi.testing.engine.PulumiCli;
import io.prontuario.pulumi.testing.engine.PulumiRun;
import io.prontuario.pulumi.testing.engine.PulumiWorkspace;
import io.prontuario.pulumi.testing.google.GoogleCloudModel;
import io.prontuario.pulumi.testing.provider.ProviderDouble;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** The project's stacks under the real engine, with a double of the Google provider. */
final class StackWorkspace implements AutoCloseable {
    static final Path MODULE = Path.of("").toAbsolutePath();
    static final Path POLICY = MODULE.resolve("policy");

    final GoogleCloudModel cloud = new GoogleCloudModel();
    final ProviderDouble google;
    final PulumiWorkspace workspace;

    StackWorkspace(Path folder) throws IOException {
        google = new ProviderDouble("gcp", "7.0.0", SdkSchema.gcp(), cloud);
        workspace = PulumiWorkspace.create(
                        engine(), MODULE, MODULE.resolve("target/pulumi-gcp.jar"), folder, List.of(google.attachment()))
                .withBinaries(POLICY.resolve("bin"));
    }

    static Path engine() {
        try {
            return PulumiCli.locate(MODULE.resolve("build/pulumi.sh"));
        } catch (PulumiCli.UnavailableException e) {
            Assumptions.abort(e.getMessage());
            throw e;
        }
    }

    /** Selects a stack of the repository and sets its secret. */
    void select(String stack) throws IOException {
        workspace.select(stack);
        if (Files.readString(MODULE.resolve("Pulumi." + stack + ".yaml")).contains("vpnEnabled: true")) {
            workspace
                    .run("config", "set", "--secret", "vpnSharedSecret", "a-key-for-tests-only-0123456789ab")
                    .succeeded();
        }
    }

    /** Resources by type, of a preview in JSON; the stack itself and providers are not counted. */
    static Map<String, Integer> inventory(PulumiRun preview) {
        Map<String, Integer> counts = new TreeMap<>();
        JsonObject json = JsonParser.parseString(preview.output()).getAsJsonObject();
        for (JsonElement step : json.getAsJsonArray("steps")) {
            String urn = step.getAsJsonObject().get("urn").getAsString();
            String type = Urn.parse(urn).type();
            if (type.startsWith("gcp:")) {
                counts.merge(type, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** The errors of a run with {@code --json}, from its diagnostics and from standard error. */
    static String errors(PulumiRun run) {
        StringBuilder errors = new StringBuilder(run.errors());
        if (run.output().startsWith("{")) {
            JsonObject json = JsonParser.parseString(run.output()).getAsJsonObject();
            if (json.has("diagnostics")) {
                json.getAsJsonArray("diagnostics")
                        .forEach(d ->
                                errors.append(d.getAsJsonObject().get("message").getAsString()));
            }
        }
        return errors.toString();
    }

    @Override
    public void close() {
        google.close();
    }
}
