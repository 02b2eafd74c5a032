package io.prontuario.pulumi.gcp.policypack;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.Plugin.PluginInfo;

/** The engine's analyzer protocol: each resource when it is registered, then the stack as a whole. */
public final class AnalyzerService extends AnalyzerGrpc.AnalyzerImplBase {
    static final String PACK = "prontuario-gcp-policy";
    private static final String VERSION = "0.1.0";

    private final List<Policy> policies;
    private volatile boolean production;

    public AnalyzerService(List<Policy> policies) {
        this.policies = policies;
    }

    private static <T> void answer(StreamObserver<T> observer, T value) {
        observer.onNext(value);
        observer.onCompleted();
    }

    @Override
    public void configureStack(
            AnalyzerStackConfigureRequest request, StreamObserver<AnalyzerStackConfigureResponse> observer) {
        production = "prod".equals(request.getConfigMap().get("prontuario-gcp:environment"));
        answer(observer, AnalyzerStackConfigureResponse.getDefaultInstance());
    }

    @Override
    public void configure(ConfigureAnalyzerRequest request, StreamObserver<Empty> observer) {
        answer(observer, Empty.getDefaultInstance());
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
        answer(observer, PluginInfo.newBuilder().setVersion(VERSION).build());
    }

    @Override
    public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> observer) {
        AnalyzerInfo.Builder info = AnalyzerInfo.newBuilder()
                .setName(PACK)
                .setDisplayName("Prontuário on Google Cloud")
                .setVersion(VERSION);
        policies.forEach(policy -> info.addPolicies(PolicyInfo.newBuilder()
                .setName(policy.name())
                .setDisplayName(policy.name())
                .setDescription(policy.description())
                .setEnforcementLevel(EnforcementLevel.MANDATORY)));
        answer(observer, info.build());
    }

    @Override
    public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> observer) {
        PolicyResource resource = resource(
                request.getUrn(),
                request.getType(),
                request.getName(),
                PolicyResource.plain(request.getProperties()),
                request.getOptions());
        AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
        for (Policy policy : policies) {
            policy.violations(resource).forEach(v -> response.addDiagnostics(diagnostic(policy, v, resource.urn())));
        }
        answer(observer, response.build());
    }

    @Override
    public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> observer) {
        List<PolicyResource> stack = request.getResourcesList().stream()
                .map(r -> resource(
                        r.getUrn(), r.getType(), r.getName(), PolicyResource.plain(r.getProperties()), r.getOptions()))
                .toList();
        AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
        for (Policy policy : policies) {
            policy.violations(stack).forEach(v -> response.addDiagnostics(diagnostic(policy, v, "")));
        }
        answer(observer, response.build());
    }

    private PolicyResource resource(
            String urn, String type, String name, Map<String, Object> properties, AnalyzerResourceOptions options) {
        return new PolicyResource(urn, type, name, properties, options.getProtect(), production);
    }

    private static AnalyzeDiagnostic diagnostic(Policy policy, String message, String urn) {
        return AnalyzeDiagnostic.newBuilder()
                .setPolicyName(policy.name())
                .setPolicyPackName(PACK)
                .setPolicyPackVersion(VERSION)
                .setDescription(policy.description())
                .setMessage(message)
                .setEnforcementLevel(EnforcementLevel.MANDATORY)
                .setUrn(urn)
                .build();
    }
}
