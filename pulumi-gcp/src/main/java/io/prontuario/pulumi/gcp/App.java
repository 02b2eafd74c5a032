package io.prontuario.pulumi.gcp;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import com.pulumi.exceptions.RunException;
import io.prontuario.pulumi.config.EngineConfig;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.gcp.config.ConfigKeys;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.config.StackConfigReader;
import io.prontuario.pulumi.stack.ProductionProtection;
import java.util.Set;

/** The program that {@code pulumi up} runs. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        // The project's name is the namespace of its configuration keys.
        EngineConfig source = new EngineConfig(System.getenv(), "prontuario-gcp", Set.of(ConfigKeys.VPN_SHARED_SECRET));
        Pulumi.withOptions(ProductionProtection.stackOptions(source.production()))
                .run(context -> program(context, source));
    }

    private static void program(Context context, EngineConfig source) {
        StackConfig config;
        try {
            config = StackConfigReader.read(source);
        } catch (InvalidConfigException e) {
            throw new RunException(e.getMessage());
        }
        Output<String> vpnSecret = config.network().vpn().enabled()
                ? context.config().requireSecret(ConfigKeys.VPN_SHARED_SECRET)
                : Output.of("");
        new GcpStack(config, vpnSecret).outputs().values().forEach(context::export);
    }
}
