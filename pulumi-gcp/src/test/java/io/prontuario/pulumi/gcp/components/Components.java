package io.prontuario.pulumi.gcp.components;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.test.PulumiTest;
import io.prontuario.pulumi.gcp.apis.ServiceAgents;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.config.StackFile;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import io.prontuario.pulumi.testing.google.GoogleCloudModel;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import io.prontuario.pulumi.testing.provider.InputChecker;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.List;
import java.util.function.Consumer;

/** Runs a single component in a program, with the components that it needs. */
final class Components {
    static final ComponentResourceOptions NONE = ComponentResourceOptions.Empty;

    final StackConfig config;
    final Scope scope;

    private Components(StackConfig config) {
        this.config = config;
        this.scope = Scope.of(config.project());
    }

    /** Runs a program with the configuration of a stack. Fails on an exception and on inputs that a provider would refuse. */
    static RecordingMocks run(String stack, Consumer<Components> program) {
        RecordingMocks mocks = new RecordingMocks(new InputChecker(SdkSchema.gcp(), new GoogleCloudModel()));
        try {
            PulumiTest.withMocks(mocks)
                    .runTest(context -> program.accept(new Components(StackFile.read(stack))))
                    .throwOnError();
        } finally {
            PulumiTest.cleanup();
        }
        assertThat(mocks.refused()).isEmpty();
        return mocks;
    }

    ServiceAgents agents() {
        return new ServiceAgents(new ServiceAgents.Args(scope, true), NONE, List.of());
    }

    EncryptionKeys keys() {
        return new EncryptionKeys(
                new EncryptionKeys.Args(scope, config.data().encryption(), agents(), true), NONE, List.of());
    }

    ServiceAccounts accounts() {
        return new ServiceAccounts(new ServiceAccounts.Args(scope), NONE, List.of());
    }

    PrivateNetwork network() {
        return new PrivateNetwork(
                new PrivateNetwork.Args(
                        scope, config.network().ranges(), config.network().vpn().cloudAsn()),
                NONE,
                List.of());
    }

    static Output<String> known(String value) {
        return Output.of(value);
    }
}
