package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.install.Installation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Applies to one cluster what docs/tasks/install.md applies: the type, the operator, the Secrets, the object. */
public final class DemoInstall {
    private static final String IMAGE = "localhost/prontuario-operator:dev";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String AGENT_SECRET = "prontuario-agent";
    /** As examples/overlays/testbed-public.yaml names it. */
    private static final String NAME_SECRET = "public-name-key";

    private final Cluster cluster;
    private final InstallSecrets secrets;
    private final boolean onsite;

    /** @param side {@code onsite} or {@code cloud} */
    public DemoInstall(Cluster cluster, InstallSecrets secrets, String side) {
        this.cluster = cluster;
        this.secrets = secrets;
        this.onsite = side.equals("onsite");
    }

    /** Applying again is harmless, and an API server that has just started may need more than one try. */
    public void apply(ProntuarioPlatform platform) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                applyOnce(platform);
                return;
            } catch (KubernetesClientException e) {
                if (System.nanoTime() > deadline) {
                    throw new CliException(
                            ExitCode.UNREACHABLE, "cannot install on " + cluster.server() + ": " + e.getMessage(), e);
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void applyOnce(ProntuarioPlatform platform) {
        KubernetesClient client = cluster.client();
        for (String type : List.of(PlatformCrd.yaml(), DrillCrd.yaml())) {
            client.load(new ByteArrayInputStream(type.getBytes(StandardCharsets.UTF_8)))
                    .serverSideApply();
        }
        List<HasMetadata> operator = installation().objects();
        // The namespace first: the Secrets must be there when the operator's pods start.
        apply(operator.stream().filter(o -> "Namespace".equals(o.getKind())).toList());
        apply(secretsFor(platform));
        apply(operator);
        client.resources(io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition.class)
                .withName(PlatformCrd.NAME)
                .waitUntilCondition(
                        crd -> crd != null
                                && crd.getStatus() != null
                                && crd.getStatus().getConditions() != null
                                && crd.getStatus().getConditions().stream()
                                        .anyMatch(
                                                c -> "Established".equals(c.getType()) && "True".equals(c.getStatus())),
                        20,
                        TimeUnit.SECONDS);
        client.resource(platform).forceConflicts().serverSideApply();
    }

    private void apply(List<? extends HasMetadata> objects) {
        objects.forEach(
                object -> cluster.client().resource(object).forceConflicts().serverSideApply());
    }

    private Installation installation() {
        return onsite
                ? new Installation(
                        OperatorRole.ONSITE, cluster.namespace(), IMAGE, 2, Optional.of("edge"), AGENT_SECRET)
                : new Installation(OperatorRole.CLOUD, cluster.namespace(), IMAGE, 1, Optional.empty(), AGENT_SECRET);
    }

    private List<Secret> secretsFor(ProntuarioPlatform platform) {
        Secret agent = secret(
                AGENT_SECRET,
                "Opaque",
                Map.of(
                        "ca.crt",
                        secrets.authority(),
                        // The cloud may only read the front doors' reports; the site may also configure them.
                        "token",
                        onsite ? secrets.writeToken() : secrets.readToken()));
        Secret records = secret("records-credentials", "Opaque", recordsCredentials(secrets));
        List<Secret> secretsOfBoth = List.of(agent, records);
        String tls = platform.getSpec().edge() == null
                ? null
                : platform.getSpec().edge().frontends().get(0).tlsSecretRef();
        return onsite && tls != null
                ? with(secretsOfBoth, secret(tls, "kubernetes.io/tls", FrontDoorPem.split(secrets.frontDoorPem())))
                : onsite ? secretsOfBoth : withPublicName(secretsOfBoth);
    }

    /** What the example's header says that the Secret holds, and nothing else. */
    static Map<String, String> recordsCredentials(InstallSecrets secrets) {
        return Map.of(
                "RECORDS_PASSWORD",
                secrets.databasePassword(),
                "CLOUD_RECORDS_PASSWORD",
                secrets.databasePassword(),
                "AUTH_KEYS",
                secrets.authKeys());
    }

    /** Only the cloud changes the public name, so only the cloud gets the key. */
    private List<Secret> withPublicName(List<Secret> others) {
        return secrets.publicNameKey()
                .map(key -> with(others, secret(NAME_SECRET, "Opaque", Map.of("secret", key))))
                .orElse(others);
    }

    private static List<Secret> with(List<Secret> others, Secret another) {
        return Stream.concat(others.stream(), Stream.of(another)).toList();
    }

    private Secret secret(String name, String type, Map<String, String> data) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withType(type)
                .withStringData(data)
                .build();
    }
}
