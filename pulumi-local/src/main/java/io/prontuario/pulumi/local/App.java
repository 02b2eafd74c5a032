package io.prontuario.pulumi.local;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.exceptions.RunException;
import io.prontuario.pulumi.config.EngineConfig;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.config.LocalConfigReader;
import io.prontuario.pulumi.stack.ProductionProtection;
import java.nio.file.Path;
import java.time.Instant;

/** The program that {@code pulumi up} runs. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        // The project's name is the namespace of its configuration keys.
        EngineConfig source = new EngineConfig(System.getenv(), "prontuario-local", LocalConfigReader.SECRETS);
        Pulumi.withOptions(ProductionProtection.stackOptions(source.production()))
                .run(context -> program(context, source));
    }

    private static void program(Context context, EngineConfig source) {
        LocalConfig local;
        try {
            local = LocalConfigReader.read(source, Path.of("").toAbsolutePath(), Instant.now());
        } catch (InvalidConfigException e) {
            throw new RunException(e.getMessage());
        }
        Config config = context.config();
        new OnSiteStack(local, config.get("agentCa").orElse(""), config.requireSecret("agentToken"));
        context.export("namespace", local.namespace());
        context.export("platformChecksum", Integer.toHexString(local.platform().hashCode()));
    }
}
