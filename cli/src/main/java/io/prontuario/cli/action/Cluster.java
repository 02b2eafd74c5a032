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
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An API server and the platforms in one namespace. Every call ends within ten seconds. */
public final class Cluster implements AutoCloseable {
    private final KubernetesClient client;
    private final String namespace;

    private Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Does not connect.
     *
     * @param kubeconfig null for the user's default
     * @param context null for the kubeconfig's current context
     * @throws CliException when the kubeconfig cannot be read or has no such context
     */
    public static Cluster open(@Nullable Path kubeconfig, @Nullable String context, String namespace) {
        return of(
                new KubernetesClientBuilder()
                        .withConfig(config(kubeconfig, context))
                        .build(),
                namespace);
    }

    /** Closes {@code client} when it is closed. */
    public static Cluster of(KubernetesClient client, String namespace) {
        return new Cluster(client, namespace);
    }

    private static Config config(@Nullable Path kubeconfig, @Nullable String context) {
        Config config = kubeconfig == null ? Config.autoConfigure(context) : fromFile(kubeconfig, context);
        if (context != null
                && (config.getCurrentContext() == null
                        || !context.equals(config.getCurrentContext().getName()))) {
            if (config.getContexts().isEmpty()) {
                throw new CliException(
                        ExitCode.BAD_INPUT,
                        "--context: there is no kubeconfig with contexts; set KUBECONFIG or use --kubeconfig FILE");
            }
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "--context: the kubeconfig has no context \"" + context + "\"; use one of "
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
                    "--kubeconfig: " + kubeconfig + " cannot be read; name a file that exists and that you may read",
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
        return call(() -> platforms().inNamespace(namespace).list().getItems());
    }

    /** @throws CliException (bad input) when there is no such platform */
    public ProntuarioPlatform get(String name) {
        ProntuarioPlatform platform =
                call(() -> platforms().inNamespace(namespace).withName(name).get());
        if (platform == null) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    "NAME: there is no ProntuarioPlatform \"" + name + "\" in namespace " + namespace + " of "
                            + server() + "; list them with: prontuario status -n " + namespace);
        }
        return platform;
    }

    /** The named platform, or the only one of the namespace. */
    public ProntuarioPlatform only(@Nullable String name) {
        if (name != null) {
            return get(name);
        }
        List<ProntuarioPlatform> all = list();
        if (all.size() != 1) {
            throw new CliException(
                    ExitCode.BAD_INPUT,
                    all.isEmpty()
                            ? "--namespace: there is no ProntuarioPlatform in namespace " + namespace + " of "
                                    + server() + "; apply one, or name another namespace with -n"
                            : "NAME: is missing, and there are several platforms; use one of "
                                    + all.stream()
                                            .map(p -> p.getMetadata().getName())
                                            .toList());
        }
        return all.get(0);
    }

    /** Runs a call; the client's exceptions become messages with a remedy. */
    <T> T call(Supplier<T> action) {
        try {
            return action.get();
        } catch (KubernetesClientException e) {
            throw explained(e);
        }
    }

    private CliException explained(KubernetesClientException e) {
        return switch (e.getCode()) {
            case 404 -> new CliException(
                    ExitCode.REFUSED,
                    server()
                            + " does not know ProntuarioPlatform; apply the types first, in the repository: kubectl apply -f"
                            + " crds/src/main/resources/META-INF/fabric8",
                    e);
            case 401, 403 -> new CliException(
                    ExitCode.REFUSED,
                    server() + " denied the request: " + e.getMessage()
                            + "; use --kubeconfig or --context with credentials that are allowed to do it",
                    e);
            case 400, 409, 422 -> new CliException(
                    ExitCode.BAD_INPUT, server() + " rejected the object: " + e.getMessage(), e);
            default -> new CliException(
                    ExitCode.UNREACHABLE,
                    server() + " cannot be reached: " + reason(e) + "; check --context, --kubeconfig and the network",
                    e);
        };
    }

    private static String reason(Throwable e) {
        Throwable root = root(e);
        return root instanceof UnresolvedAddressException || root instanceof UnknownHostException
                ? "its name cannot be resolved"
                : root.toString();
    }

    /** The innermost cause says what happened; the outer ones only say in which call. */
    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    @Override
    public void close() {
        client.close();
    }
}
