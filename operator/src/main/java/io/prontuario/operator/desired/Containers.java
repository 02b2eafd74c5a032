package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The containers of a service's pod, under the restricted pod security profile. */
final class Containers {
    /** Time for front doors and endpoints to stop sending requests before the pod stops answering. */
    private static final long PRE_STOP_SECONDS = 5;

    private Containers() {}

    static Container main(PlatformSpec spec, SitePlan plan, ServiceSpec service, List<ModelSpec> models) {
        boolean files = models.stream().anyMatch(Models::isFile);
        ContainerBuilder container = new ContainerBuilder()
                .withName(service.name())
                .withImage(service.image())
                .withImagePullPolicy("IfNotPresent")
                .withArgs(service.args())
                .withEnv(Environment.of(spec, plan, service, models))
                .withEnvFrom(fromSecrets(service))
                .withResources(resources(service))
                .withSecurityContext(restricted())
                .withVolumeMounts(withJournal(mounts(files, true), Pods.journals(spec, plan, service)))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(PRE_STOP_SECONDS)
                .endPreStop()
                .endLifecycle();
        if (service.port() != null) {
            container
                    .addNewPort()
                    .withName("main")
                    .withContainerPort(service.port())
                    .withProtocol("TCP")
                    .endPort();
            ContainerProbes probes = ContainerProbes.of(spec, service);
            container
                    .withStartupProbe(probes.startup())
                    .withLivenessProbe(probes.liveness())
                    .withReadinessProbe(probes.readiness());
        }
        return container.build();
    }

    /** Fetches one model and verifies its checksum; the pod does not start with a model that does not match. */
    static Container fetcher(ServiceSpec service, ModelSpec model) {
        return new ContainerBuilder()
                .withName("fetch-" + model.name())
                .withImage(service.image())
                .withImagePullPolicy("IfNotPresent")
                .withArgs(fetchArguments(model))
                .withResources(resources(service))
                .withSecurityContext(restricted())
                .withVolumeMounts(mounts(true, false))
                .build();
    }

    private static List<String> fetchArguments(ModelSpec model) {
        List<String> arguments =
                new ArrayList<>(List.of("fetch-model", model.source(), model.sha256(), Models.path(model)));
        Long size = model.sizeBytes();
        if (size != null) {
            arguments.add(size.toString());
        }
        return arguments;
    }

    private static List<EnvFromSource> fromSecrets(ServiceSpec service) {
        return service.envFromSecret().stream()
                .map(secret -> new EnvFromSourceBuilder()
                        .withNewSecretRef()
                        .withName(secret)
                        .endSecretRef()
                        .build())
                .toList();
    }

    private static List<VolumeMount> mounts(boolean models, boolean readOnly) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(new VolumeMountBuilder()
                .withName(Pods.TMP_VOLUME)
                .withMountPath("/tmp")
                .build());
        if (models) {
            mounts.add(new VolumeMountBuilder()
                    .withName(Pods.MODELS_VOLUME)
                    .withMountPath(Models.MOUNT)
                    .withReadOnly(readOnly ? Boolean.TRUE : null)
                    .build());
        }
        return mounts;
    }

    private static List<VolumeMount> withJournal(List<VolumeMount> mounts, boolean journal) {
        if (journal) {
            mounts.add(new VolumeMountBuilder()
                    .withName(Pods.JOURNAL_VOLUME)
                    .withMountPath(Pods.JOURNAL_FOLDER)
                    .build());
        }
        return mounts;
    }

    private static ResourceRequirements resources(ServiceSpec service) {
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(service.resources().requests()))
                .withLimits(quantities(service.resources().limits()))
                .build();
    }

    private static Map<String, Quantity> quantities(Map<String, String> texts) {
        Map<String, Quantity> quantities = new TreeMap<>();
        texts.forEach((name, text) -> quantities.put(name, new Quantity(text)));
        return quantities;
    }

    private static SecurityContext restricted() {
        return new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .build();
    }
}
