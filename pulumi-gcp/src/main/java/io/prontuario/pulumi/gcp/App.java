package io.prontuario.pulumi.gcp;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.StackOptions;
import io.prontuario.pulumi.gcp.config.ConfigSource;
import io.prontuario.pulumi.gcp.config.InvalidConfigException;
import io.prontuario.pulumi.gcp.config.Keys;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.config.StackConfigReader;

/** The program that {@code pulumi up} runs. */
public final class App {
    /** The project's name, which is also the namespace of its configuration. */
    static final String PROJECT = "prontuario-gcp";

    private App() {}

    public static void main(String[] args) {
        boolean production = EngineConfig.production(System.getenv());
        Pulumi.withOptions(options(production)).run(App::program);
    }

    static StackOptions options(boolean production) {
        StackOptions.Builder builder = StackOptions.builder();
        return production ? builder.resourceTransformations(new Protection()).build() : builder.build();
    }

    static void program(Context context) {
        ConfigSource source = new EngineConfig(context.config(), System.getenv());
        StackConfig config;
        try {
            config = StackConfigReader.read(source);
        } catch (InvalidConfigException e) {
            throw new RunException(e.getMessage());
        }
        Output<String> secret =
                config.vpn().enabled() ? context.config().requireSecret(Keys.VPN_SHARED_SECRET) : Output.of("");
        new Landing(config, secret).outputs().values().forEach(context::export);
    }
}
