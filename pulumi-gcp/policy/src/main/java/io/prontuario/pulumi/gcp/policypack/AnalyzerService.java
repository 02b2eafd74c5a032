package io.prontuario.pulumi.gcp.policypack;

import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import java.util.List;
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

/** Answers the engine: one resource at a time as it registers, then the stack as a whole. Every rule is mandatory. */
public final class AnalyzerService extends AnalyzerGrpc.AnalyzerImplBase {
    static final String PACK = "prontuario-gcp-policy";
    private static final String VERSION = "0.1.0";

    private final List<Rule> rules;
    private volatile boolean production;

    public AnalyzerService(List<Rule> rules) {
        this.rules = rules;
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
        rules.forEach(rule -> info.addPolicies(PolicyInfo.newBuilder()
                .setName(rule.name())
                .setDisplayName(rule.name())
                .setDescription(rule.description())
                .setEnforcementLevel(EnforcementLevel.MANDATORY)));
        answer(observer, info.build());
    }

    @Override
    public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> observer) {
        Subject subject = subject(
                request.getUrn(),
                request.getType(),
                request.getName(),
                Subject.plain(request.getProperties()),
                request.getOptions());
        AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
        for (Rule rule : rules) {
            rule.violations(subject).forEach(v -> response.addDiagnostics(diagnostic(rule, v, subject.urn())));
        }
        answer(observer, response.build());
    }

    @Override
    public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> observer) {
        List<Subject> stack = request.getResourcesList().stream()
                .map(r ->
                        subject(r.getUrn(), r.getType(), r.getName(), Subject.plain(r.getProperties()), r.getOptions()))
                .toList();
        AnalyzeResponse.Builder response = AnalyzeResponse.newBuilder();
        for (Rule rule : rules) {
            rule.violations(stack).forEach(v -> response.addDiagnostics(diagnostic(rule, v, "")));
        }
        answer(observer, response.build());
    }

    private Subject subject(
            String urn,
            String type,
            String name,
            java.util.Map<String, Object> properties,
            AnalyzerResourceOptions options) {
        return new Subject(urn, type, name, properties, options.getProtect(), production);
    }

    private static AnalyzeDiagnostic diagnostic(Rule rule, String message, String urn) {
        return AnalyzeDiagnostic.newBuilder()
                .setPolicyName(rule.name())
                .setPolicyPackName(PACK)
                .setPolicyPackVersion(VERSION)
                .setDescription(rule.description())
                .setMessage(message)
                .setEnforcementLevel(EnforcementLevel.MANDATORY)
                .setUrn(urn)
                .build();
    }
}
