package io.prontuario.cli.action;

import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One side's API server and the platform objects in one namespace. Every call is bounded in seconds. */
public final class Cluster implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;

    private Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Does not connect yet.
     *
     * @param kubeconfig null for the user's own
     * @param context null for the kubeconfig's current one
     * @throws CliException when the kubeconfig cannot be read or has no such context
     */
    public static Cluster open(@Nullable Path kubeconfig, @Nullable String context, String namespace) {
        return of(
                new KubernetesClientBuilder()
                        .withConfig(config(kubeconfig, context))
                        .build(),
                namespace);
    }

    /** Takes over {@code client} and closes it. */
    public static Cluster of(KubernetesClient client, String namespace) {
        return new Cluster(client, namespace);
    }

    private static Config config(@Nullable Path kubeconfig, @Nullable String context) {
        Config config = kubeconfig == null ? Config.autoConfigure(context) : fromFile(kubeconfig, context);
        if (context != null
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName()))) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--context: the kubeconfig has no context \"" + context + "\"; it has "
                            + config.getContexts().stream()
                                    .map(c -> c.getName())
                                    .toList());
        }
        return new ConfigBuilder(config)
                .withConnectionTimeout(2_000)
                .withRequestTimeout(10_000)
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    private static Config fromFile(Path kubeconfig, @Nullable String context) {
        try {
            return Config.fromKubeconfig(context, Files.readString(kubeconfig), kubeconfig.toString());
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--kubeconfig: cannot read " + kubeconfig + "; name a file that exists and that you may read",
                    e);
        }
    }

    public KubernetesClient client() {
        return client;
    }

    public String namespace() {
        return namespace;
    }

    public String server() {
        return client.getMasterUrl().toString();
    }

    MixedOperation<ProntuarioPlatform, KubernetesResourceList<ProntuarioPlatform>, Resource<ProntuarioPlatform>>
            platforms() {
        return client.resources(ProntuarioPlatform.class);
    }

    /** Every platform of the namespace. */
    public List<ProntuarioPlatform> list() {
        return asking(() -> platforms().inNamespace(namespace).list().getItems());
    }

    /** @throws CliException (bad input) when there is no such platform */
    public ProntuarioPlatform get(String name) {
        ProntuarioPlatform platform =
                asking(() -> platforms().inNamespace(namespace).withName(name).get());
        if (platform == null) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "no ProntuarioPlatform \"" + name + "\" in namespace " + namespace + " of " + server()
                            + "; list them with: prontuario status -n NAMESPACE");
        }
        return platform;
    }

    /** The one platform there is, or the named one. */
    public ProntuarioPlatform only(@Nullable String name) {
        if (name != null) {
            return get(name);
        }
        List<ProntuarioPlatform> all = list();
        if (all.size() != 1) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    all.isEmpty()
                            ? "no ProntuarioPlatform in namespace " + namespace + " of " + server()
                                    + "; apply one, or name another namespace with -n"
                            : "several platforms; name one of "
                                    + all.stream()
                                            .map(p -> p.getMetadata().getName())
                                            .toList());
        }
        return all.get(0);
    }

    /** Runs a call and turns the client's exceptions into messages that say what to do. */
    <T> T asking(Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw explained(e);
        }
    }

    private CliException explained(KubernetesClientException e) {
        return switch (e.getCode()) {
            case 404 -> new CliException(
                    ExitCode.REFUSED,
                    server() + " does not know ProntuarioPlatform; apply the CRD first "
                            + "(crds/ProntuarioPlatform.yaml)",
                    e);
            case 401, 403 -> new CliException(
                    ExitCode.REFUSED, server() + " refuses: " + e.getMessage() + "; use credentials that may", e);
            case 400, 409, 422 -> new CliException(ExitCode.BAD_INPUT, server() + " refuses: " + e.getMessage(), e);
            default -> new CliException(
                    ExitCode.UNREACHABLE,
                    "cannot reach " + server() + ": " + root(e) + "; check --context, --kubeconfig and the network",
                    e);
        };
    }

    /** The innermost cause says what happened; the outer ones say which call it was. */
    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    @Override
    public void close() {
        client.close();
    }
}
