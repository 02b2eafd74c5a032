package io.prontuario.pulumi.gcp.policypack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.pulumi.test.PulumiTest;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.prontuario.pulumi.testing.google.BrokenPrograms;
import io.prontuario.pulumi.testing.google.GoogleCloudModel;
import io.prontuario.pulumi.testing.mocks.RecordedResource;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import io.prontuario.pulumi.testing.provider.InputChecker;
import io.prontuario.pulumi.testing.provider.ProtocolValues;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;

/** Every policy reports the program that violates it, over the engine's analyzer protocol, and names the fix. */
class BrokenProgramsTest {
    @AfterEach
    void forget() {
        PulumiTest.cleanup();
    }

    static Stream<String> policies() {
        return Policies.ALL.stream().map(Policy::name);
    }

    @Test
    void thereIsABrokenProgramForEveryPolicy() {
        assertThat(BrokenPrograms.all().keySet())
                .containsExactlyInAnyOrderElementsOf(policies().toList());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void thePolicyIsViolatedAndNamesTheFix(String policy) throws Exception {
        List<AnalyzeDiagnostic> diagnostics = analyze(policy);
        assertThat(diagnostics).anySatisfy(d -> {
            assertThat(d.getPolicyName()).isEqualTo(policy);
            assertThat(d.getMessage()).contains("Fix: ");
        });
        // No program has an audit log; apart from that it violates its own policy only.
        assertThat(diagnostics.stream().map(AnalyzeDiagnostic::getPolicyName).filter(n -> !n.equals("audit-logs")))
                .allMatch(name -> name.equals(policy));
    }

    private static List<AnalyzeDiagnostic> analyze(String policy) throws Exception {
        RecordingMocks mocks = new RecordingMocks(new InputChecker(SdkSchema.gcp(), new GoogleCloudModel()));
        PulumiTest.withMocks(mocks).runTest(BrokenPrograms.all().get(policy)).throwOnError();
        assertThat(mocks.all()).isNotEmpty();

        String name = "policy-" + policy;
        var server = InProcessServerBuilder.forName(name)
                .addService(new AnalyzerService(Policies.ALL))
                .build()
                .start();
        var channel = InProcessChannelBuilder.forName(name).build();
        try {
            var analyzer = AnalyzerGrpc.newBlockingStub(channel);
            analyzer.configureStack(AnalyzerStackConfigureRequest.newBuilder()
                    .putConfig("prontuario-gcp:environment", "prod")
                    .build());
            List<AnalyzeDiagnostic> diagnostics = new ArrayList<>();
            AnalyzeStackRequest.Builder stack = AnalyzeStackRequest.newBuilder();
            var options = AnalyzerResourceOptions.newBuilder().setProtect(true).build();
            for (RecordedResource r : mocks.all()) {
                Struct inputs = ProtocolValues.write(r.inputs());
                diagnostics.addAll(analyzer.analyze(AnalyzeRequest.newBuilder()
                                .setType(r.type())
                                .setName(r.name())
                                .setUrn("urn:" + r.name())
                                .setProperties(inputs)
                                .setOptions(options)
                                .build())
                        .getDiagnosticsList());
                stack.addResources(AnalyzerResource.newBuilder()
                        .setType(r.type())
                        .setName(r.name())
                        .setProperties(inputs)
                        .setOptions(options));
            }
            diagnostics.addAll(analyzer.analyzeStack(stack.build()).getDiagnosticsList());
            return diagnostics;
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }
}
