package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/** The pod of a service on a site: where it may run, what it may do, and how it ends. */
final class Pods {
    static final String MODELS_VOLUME = "models";
    static final String JOURNAL_VOLUME = "audit";
    static final String JOURNAL_FOLDER = "/var/lib/prontuario/audit";
    static final String TMP_VOLUME = "tmp";
    private static final long USER = 10001L;
    /** Longer than the containers' preStop sleep, plus time for requests in flight. */
    private static final long TERMINATION_GRACE_SECONDS = 35;

    private Pods() {}

    static PodSpec of(PlatformSpec spec, SitePlan plan, ServiceSpec service) {
        List<ModelSpec> models = Models.of(spec, plan, service);
        List<Container> fetchers = models.stream()
                .filter(Models::isFile)
                .map(model -> Containers.fetcher(service, model))
                .toList();
        return new PodSpecBuilder()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(TERMINATION_GRACE_SECONDS)
                .withAffinity(plan.inCloud() ? spread(plan, service) : pinned(plan))
                .withNodeSelector(plan.inCloud() ? null : service.placement().nodeSelector())
                .withTolerations(
                        leaveSoon("node.kubernetes.io/not-ready", service),
                        leaveSoon("node.kubernetes.io/unreachable", service))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withInitContainers(fetchers)
                .withContainers(Containers.main(spec, plan, service, models))
                .withVolumes(volumes(fetchers, journals(spec, plan, service)))
                .build();
    }

    /**
     * Whether the service keeps audit entries of reads on disk while the record's writer does not answer. Of the node the pod may use
     * no folder, so they survive the process and not the pod.
     */
    static boolean journals(PlatformSpec spec, SitePlan plan, ServiceSpec service) {
        PostgresSpec postgres = spec.postgres();
        return postgres != null && postgres.onSite() && !plan.inCloud() && service.kind() == ServiceSpec.Kind.Api;
    }

    private static List<Volume> volumes(List<Container> fetchers, boolean journal) {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(emptyDir(TMP_VOLUME));
        if (!fetchers.isEmpty()) {
            volumes.add(emptyDir(MODELS_VOLUME));
        }
        if (journal) {
            volumes.add(emptyDir(JOURNAL_VOLUME));
        }
        return volumes;
    }

    private static Volume emptyDir(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    private static Affinity pinned(SitePlan plan) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey("kubernetes.io/hostname")
                .withOperator("In")
                .withValues(plan.node().orElse(plan.site().value()))
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static Affinity spread(SitePlan plan, ServiceSpec service) {
        return new AffinityBuilder()
                .withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPodAffinityTerm()
                .withTopologyKey("kubernetes.io/hostname")
                .withNewLabelSelector()
                .addToMatchLabels(Labels.NAME, service.name())
                .addToMatchLabels(Labels.SITE, plan.site().value())
                .endLabelSelector()
                .endPodAffinityTerm()
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }

    private static Toleration leaveSoon(String taint, ServiceSpec service) {
        return new TolerationBuilder()
                .withKey(taint)
                .withOperator("Exists")
                .withEffect("NoExecute")
                .withTolerationSeconds(service.placement().tolerationSeconds().longValue())
                .build();
    }
}
