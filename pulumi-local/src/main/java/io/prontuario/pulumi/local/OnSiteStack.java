package io.prontuario.pulumi.local;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.Provider;
import com.pulumi.kubernetes.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.config.LocalConfig;
import io.prontuario.pulumi.local.namespace.ResourceQuotas;
import io.prontuario.pulumi.local.objects.ObjectsComponent;
import io.prontuario.pulumi.local.operator.OperatorInstallation;
import io.prontuario.pulumi.local.platform.PlatformObjects;
import io.prontuario.pulumi.local.secrets.PlatformSecrets;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The on-site stack: its components and their order. */
public final class OnSiteStack extends ComponentResource {
    /**
     * @param agentCa see {@link PlatformSecrets.Args}
     * @param agentToken see {@link PlatformSecrets.Args}
     */
    public OnSiteStack(LocalConfig config, String agentCa, Output<String> agentToken) {
        super("prontuario:local:onsite", "onsite", options(config));
        ComponentResourceOptions child = StackComponent.childOf(this);
        ObjectsComponent definitions = PlatformObjects.definitions(child);
        OperatorInstallation operator = new OperatorInstallation(config, child);
        new ResourceQuotas(config.namespace(), config.quota(), child, operator.namespace());
        PlatformSecrets secrets = new PlatformSecrets(
                new PlatformSecrets.Args(config.namespace(), agentCa, agentToken, config.secrets()),
                child,
                operator.namespace());
        List<Resource> ready = new ArrayList<>(definitions.objects());
        ready.addAll(operator.workload());
        ready.addAll(secrets.objects());
        PlatformObjects.platform(config.platform(), config.namespace(), child, ready);
        registerOutputs(Map.of());
    }

    private static ComponentResourceOptions options(LocalConfig config) {
        ProviderArgs.Builder args = ProviderArgs.builder()
                // Field ownership: Pulumi does not silently overwrite fields that the operator or kubectl has set.
                .enableServerSideApply(true)
                // Objects of an unreachable cluster stay in the state.
                .deleteUnreachable(false);
        config.context().ifPresent(args::context);
        return ComponentResourceOptions.builder()
                .providers(new Provider("cluster", args.build()))
                .build();
    }
}
