package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Jobs and always-running Deployments of a service's image: one of each in this cluster, bound to no site, so that none stops with
 * one host and no site's health depends on it.
 */
final class Jobs {
    /** High, because an unavailable database is no reason to give up; Kubernetes waits up to five minutes between two tries. */
    private static final int ONCE_RETRIES = 100_000;
    /** The schedule retries by itself. */
    private static final int SCHEDULED_RETRIES = 2;
    /** After an outage of the control plane, a start that was missed by more is skipped. */
    private static final long LATE_SECONDS = 300;

    private Jobs() {}

    /** @param plans the sites of this cluster */
    static List<HasMetadata> of(PlatformRef platform, PlatformSpec spec, List<SitePlan> plans, ServiceSpec service) {
        List<SitePlan> placed =
                plans.stream().filter(plan -> plan.services().contains(service)).toList();
        if (placed.isEmpty()) {
            return List.of();
        }
        return service.jobs().stream()
                .filter(job -> runsHere(job, placed.get(0)))
                .flatMap(job -> one(platform, spec, placed, service, job))
                .toList();
    }

    static boolean runsHere(JobSpec job, SitePlan plan) {
        return switch (job.where()) {
            case OnSite -> !plan.inCloud();
            case Cloud -> plan.inCloud();
            case Everywhere -> true;
        };
    }

    private static Stream<HasMetadata> one(
            PlatformRef platform, PlatformSpec spec, List<SitePlan> placed, ServiceSpec service, JobSpec job) {
        String name = name(service, job);
        Map<String, String> labels = Labels.selector(platform, name);
        PodSpec pod = pod(spec, placed, service, job);
        return switch (job.run()) {
            case Once -> Stream.of(once(platform, name, labels, template(labels, ending(pod))));
            case Scheduled -> Stream.of(scheduled(platform, name, labels, template(labels, ending(pod)), job));
            case Always -> job.reports() == null
                    ? Stream.of(always(platform, name, labels, template(labels, pod)))
                    : Stream.of(
                            always(platform, name, labels, template(labels, pod)),
                            Services.forJob(platform, name, service));
        };
    }

    /** The name of a job's pods, and of their label. */
    static String name(ServiceSpec service, JobSpec job) {
        return service.name() + "-" + job.name();
    }

    /** A Job's template is immutable: a changed one gets another name, and the old Job is deleted. */
    private static Job once(PlatformRef platform, String name, Map<String, String> labels, PodTemplateSpec template) {
        return new JobBuilder()
                .withMetadata(Labels.metadata(platform, name + "-" + digest(template), labels))
                .withNewSpec()
                .withBackoffLimit(ONCE_RETRIES)
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private static CronJob scheduled(
            PlatformRef platform, String name, Map<String, String> labels, PodTemplateSpec template, JobSpec job) {
        return new CronJobBuilder()
                .withMetadata(Labels.metadata(platform, name, labels))
                .withNewSpec()
                .withSchedule(job.schedule())
                .withTimeZone("Etc/UTC")
                .withConcurrencyPolicy("Forbid")
                .withStartingDeadlineSeconds(LATE_SECONDS)
                .withSuccessfulJobsHistoryLimit(1)
                .withFailedJobsHistoryLimit(3)
                .withNewJobTemplate()
                .withNewSpec()
                .withBackoffLimit(SCHEDULED_RETRIES)
                .withTemplate(template)
                .endSpec()
                .endJobTemplate()
                .endSpec()
                .build();
    }

    private static Deployment always(
            PlatformRef platform, String name, Map<String, String> labels, PodTemplateSpec template) {
        return new DeploymentBuilder()
                .withMetadata(Labels.metadata(platform, name, labels))
                .withNewSpec()
                .withReplicas(1)
                .withRevisionHistoryLimit(3)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withTemplate(template)
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(Map<String, String> labels, PodSpec pod) {
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.with(labels, Labels.MANAGED_BY, Labels.OPERATOR))
                .endMetadata()
                .withSpec(pod)
                .build();
    }

    private static PodSpec pod(PlatformSpec spec, List<SitePlan> placed, ServiceSpec service, JobSpec job) {
        SitePlan plan = placed.get(0);
        PodSpec pod = Pods.of(spec, plan, mode(service, job, plan));
        List<Container> containers = pod.getContainers().stream()
                .map(container -> asked(container, job))
                .toList();
        PodSpecBuilder edited = new PodSpecBuilder(pod).withContainers(containers);
        return plan.inCloud()
                ? edited.build()
                : edited.withAffinity(new AffinityBuilder()
                                .withNewNodeAffinity()
                                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                                .addNewNodeSelectorTerm()
                                .addNewMatchExpression()
                                .withKey("kubernetes.io/hostname")
                                .withOperator("In")
                                .withValues(placed.stream()
                                        .map(site ->
                                                site.node().orElse(site.site().value()))
                                        .toList())
                                .endMatchExpression()
                                .endNodeSelectorTerm()
                                .endRequiredDuringSchedulingIgnoredDuringExecution()
                                .endNodeAffinity()
                                .build())
                        .build();
    }

    /** Only an always-running job has probes. It may be unready for as long as another site is unavailable: that must not restart it. */
    private static Container asked(Container container, JobSpec job) {
        ContainerBuilder edited = new ContainerBuilder(container).withStartupProbe(null);
        return job.run() == JobSpec.Run.Always
                ? edited.build()
                : edited.withPorts(List.of())
                        .withLivenessProbe(null)
                        .withReadinessProbe(null)
                        .build();
    }

    private static PodSpec ending(PodSpec pod) {
        return new PodSpecBuilder(pod).withRestartPolicy("OnFailure").build();
    }

    /** The service with the job's arguments and environment. */
    private static ServiceSpec mode(ServiceSpec service, JobSpec job, SitePlan plan) {
        Map<String, String> env = new TreeMap<>(service.envIn(plan.profile().inSpec()));
        env.putAll(job.env());
        return new ServiceSpec(
                name(service, job),
                service.kind(),
                service.runtime(),
                service.image(),
                job.args(),
                env,
                service.envFromSecret(),
                List.of(),
                new ServiceSpec.Profiles(new ServiceSpec.FullProfile(1), null),
                service.port(),
                null,
                service.placement(),
                service.probes(),
                service.resources(),
                null,
                List.of());
    }

    private static String digest(PodTemplateSpec template) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Objects.requireNonNull(Serialization.asJson(template))
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }
}
