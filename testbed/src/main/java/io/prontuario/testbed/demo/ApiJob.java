package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an administrative mode of the api's image as a Job, as an administrator of a hospital does. */
final class ApiJob {
    private static final String FILES = "/input";
    private static final long USER = 10001L;
    private static final int RETRIES = 20;

    private final Cluster cluster;
    private final ServiceSpec api;

    ApiJob(Cluster cluster, ServiceSpec api) {
        this.cluster = cluster;
        this.api = api;
    }

    /**
     * Runs it to its end.
     *
     * @param mode argument of the image
     * @param environment beside the Secrets of the api
     * @param files text by name, in {@value #FILES}
     */
    void run(String mode, Map<String, String> environment, Map<String, String> files, Duration limit)
            throws InterruptedException {
        String name = "demo-" + mode;
        long end = System.nanoTime() + limit.toNanos();
        KubernetesClient client = cluster.client();
        boolean applied = false;
        while (!applied || !succeeded(client, name)) {
            applied = applied || apply(client, secret(name, files), job(name, mode, environment));
            if (System.nanoTime() > end) {
                throw new CliException(
                        ExitCode.UNREACHABLE,
                        "the job " + name + " did not end within " + limit.toSeconds() + " s: " + log(client, name));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** A busy API server may need more than one try. */
    private static boolean apply(KubernetesClient client, Secret files, Job job) {
        try {
            client.resource(files).forceConflicts().serverSideApply();
            client.resource(job).forceConflicts().serverSideApply();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() >= 400 && e.getCode() < 500) {
                throw e;
            }
            return false;
        }
    }

    private boolean succeeded(KubernetesClient client, String name) {
        try {
            Job job = client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .get();
            return job != null
                    && job.getStatus() != null
                    && job.getStatus().getSucceeded() != null
                    && job.getStatus().getSucceeded() > 0;
        } catch (KubernetesClientException busy) {
            return false;
        }
    }

    private String log(KubernetesClient client, String name) {
        try {
            String text = client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .getLog();
            return text == null
                    ? "no log"
                    : text.lines().reduce((first, second) -> second).orElse("an empty log");
        } catch (KubernetesClientException none) {
            return "no log: " + none.getMessage();
        }
    }

    private Secret secret(String name, Map<String, String> files) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withStringData(files)
                .build();
    }

    private Job job(String name, String mode, Map<String, String> environment) {
        List<EnvVar> env = new ArrayList<>();
        environment.forEach((key, value) ->
                env.add(new EnvVarBuilder().withName(key).withValue(value).build()));
        List<EnvFromSource> from = api.envFromSecret().stream()
                .map(secret -> new EnvFromSourceBuilder()
                        .withNewSecretRef()
                        .withName(secret)
                        .endSecretRef()
                        .build())
                .toList();
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(cluster.namespace())
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(RETRIES)
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("OnFailure")
                .withAutomountServiceAccountToken(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewVolume()
                .withName("input")
                .withNewSecret()
                .withSecretName(name)
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addNewContainer()
                .withName("job")
                .withImage(api.image())
                .withImagePullPolicy("Never")
                .withArgs(mode)
                .withEnv(env)
                .withEnvFrom(from)
                .addNewVolumeMount()
                .withName("input")
                .withMountPath(FILES)
                .withReadOnly(true)
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .withNewSecurityContext()
                .withReadOnlyRootFilesystem(true)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
