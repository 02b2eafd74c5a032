package io.prontuario.pulumi.gcp.policypack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.pulumi.test.PulumiTest;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.prontuario.pulumi.testing.google.GoogleCloud;
import io.prontuario.pulumi.testing.mocks.Recorded;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import io.prontuario.pulumi.testing.provider.Inspector;
import io.prontuario.pulumi.testing.provider.Wire;
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

/** Every rule fires on the program that breaks it, over the engine's own protocol, and names the remedy. */
class BrokenProgramsTest {
    @AfterEach
    void forget() {
        PulumiTest.cleanup();
    }

    static Stream<String> rules() {
        return Rules.ALL.stream().map(Rule::name);
    }

    @Test
    void thereIsABrokenProgramForEveryRule() {
        assertThat(BrokenPrograms.all().keySet()).containsExactlyInAnyOrderElementsOf(rules().toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFiresAndNamesTheRemedy(String rule) throws Exception {
        List<AnalyzeDiagnostic> said = analyze(rule);
        assertThat(said).anySatisfy(d -> {
            assertThat(d.getPolicyName()).isEqualTo(rule);
            assertThat(d.getMessage()).contains("Fix: ");
        });
        // Every program leaves the audit log out; beyond that it breaks its own rule only.
        assertThat(said.stream().map(AnalyzeDiagnostic::getPolicyName).filter(n -> !n.equals("audit-logs")))
                .allMatch(name -> name.equals(rule));
    }

    private static List<AnalyzeDiagnostic> analyze(String rule) throws Exception {
        RecordingMocks mocks = new RecordingMocks(new Inspector(SdkSchema.gcp(), new GoogleCloud()));
        PulumiTest.withMocks(mocks).runTest(BrokenPrograms.all().get(rule)).throwOnError();
        assertThat(mocks.all()).isNotEmpty();

        String name = "policy-" + rule;
        var server = InProcessServerBuilder.forName(name)
                .addService(new AnalyzerService(Rules.ALL))
                .build()
                .start();
        var channel = InProcessChannelBuilder.forName(name).build();
        try {
            var analyzer = AnalyzerGrpc.newBlockingStub(channel);
            analyzer.configureStack(AnalyzerStackConfigureRequest.newBuilder()
                    .putConfig("prontuario-gcp:environment", "prod")
                    .build());
            List<AnalyzeDiagnostic> said = new ArrayList<>();
            AnalyzeStackRequest.Builder stack = AnalyzeStackRequest.newBuilder();
            var options = AnalyzerResourceOptions.newBuilder().setProtect(true).build();
            for (Recorded r : mocks.all()) {
                Struct inputs = Wire.write(r.inputs());
                said.addAll(analyzer.analyze(AnalyzeRequest.newBuilder()
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
            said.addAll(analyzer.analyzeStack(stack.build()).getDiagnosticsList());
            return said;
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }
}
