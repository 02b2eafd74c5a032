package io.prontuario.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives {@code *IT} classes a real API server, started once and shared by all classes of the run:
 *
 * <pre>{@code
 * @ExtendWith(ApiServerExtension.class)
 * class SomethingIT {
 *     @Test void works(ApiServer server) { ... server.client() ... }
 * }
 * }</pre>
 *
 * <p>Parameters of type {@link ApiServer} and {@link KubernetesClient} (administrator) are supplied. Where the binaries are
 * neither present nor can be built, the tests are skipped with what is missing; CI refuses a run that skipped tests.
 */
public final class ApiServerExtension implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(ApiServer.class);

    /** The result of the attempt to start, stored so that a missing tool is looked for once. */
    private record Outcome(ApiServer server, String missing) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    // A condition and not an assumption in beforeAll: Surefire counts a class that aborts there as no test at all,
    // and a run that proved nothing would pass for one that proved everything.
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String missing = outcome(context).missing();
        return missing == null
                ? ConditionEvaluationResult.enabled("a kube-apiserver runs")
                : ConditionEvaluationResult.disabled(missing);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == ApiServer.class || type == KubernetesClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ApiServer server = outcome(context).server();
        return parameter.getParameter().getType() == ApiServer.class ? server : server.client();
    }

    private static Outcome outcome(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(ApiServer.class, ignored -> attempt(), Outcome.class);
    }

    private static Outcome attempt() {
        try {
            Path binaries = KubernetesBinaries.require("etcd", "kube-apiserver");
            return new Outcome(ApiServer.start(binaries), null);
        } catch (KubernetesBinaries.Missing e) {
            return new Outcome(null, e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("cannot start a kube-apiserver: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting a kube-apiserver", e);
        }
    }
}
