package io.prontuario.pulumi.local;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.installation.Operator;
import io.prontuario.pulumi.local.namespace.Ceilings;
import io.prontuario.pulumi.local.objects.Part;
import io.prontuario.pulumi.local.platform.Platform;
import io.prontuario.pulumi.local.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole on-site stack: which parts there are, and in what order. */
public final class OnSite extends ComponentResource {
    public OnSite(LocalConfig config, String agentCa, Output<String> agentToken, Output<String> recordsPassword) {
        super("prontuario:local:onsite", "onsite", options(config));
        ComponentResourceOptions.Builder builder = ComponentResourceOptions.builder();
        builder.parent(this);
        ComponentResourceOptions under = builder.build();
        Part type = Platform.type(under);
        Operator operator = new Operator(config, under);
        new Ceilings(config.namespace(), config.quota(), under, operator.namespace());
        Secrets secrets = new Secrets(
                new Secrets.Args(config.namespace(), agentCa, agentToken, recordsPassword),
                under,
                operator.namespace());
        List<Resource> ready = new ArrayList<>(type.made());
        ready.addAll(operator.workload());
        ready.addAll(secrets.made());
        Platform.object(config.platform(), config.namespace(), under, ready);
        registerOutputs(Map.of());
    }

    private static ComponentResourceOptions options(LocalConfig config) {
        ProviderArgs.Builder args = ProviderArgs.builder()
                // Field ownership: the operator's own fields and an engineer's kubectl edits are not overwritten
                // unseen.
                .enableServerSideApply(true)
                // Objects of a cluster that is gone are not silently dropped from the state.
                .deleteUnreachable(false);
        config.context().ifPresent(args::context);
        return ComponentResourceOptions.builder()
                .providers(new Provider("cluster", args.build()))
                .build();
    }
}
