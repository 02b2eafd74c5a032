package io.prontuario.operator.install;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.prontuario.continuity.model.OperatorRole;
import java.util.Locale;
import java.util.Map;

/** The operator's pod, under the restricted pod security profile. */
final class OperatorPod {
    private static final long USER = 10001L;
    /** With the default of 300 s, a leader on a dead host would not be replaced in time for a failover. */
    private static final long TOLERATION_SECONDS = 2;

    private static final String AGENT_MOUNT = "/etc/prontuario/agent";

    private OperatorPod() {}

    static PodSpec of(Installation installation, Affinity affinity) {
        return new PodSpecBuilder()
                .withServiceAccountName(Installation.NAME)
                .withAutomountServiceAccountToken(true)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(10L)
                .withAffinity(affinity)
                .withTolerations(
                        gone("node.kubernetes.io/not-ready"),
                        gone("node.kubernetes.io/unreachable"),
                        new TolerationBuilder()
                                .withKey("node-role.kubernetes.io/control-plane")
                                .withOperator("Exists")
                                .withEffect("NoSchedule")
                                .build())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container(installation))
                .addNewVolume()
                .withName("tmp")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .addNewVolume()
                .withName("agent")
                .withNewSecret()
                .withSecretName(installation.agentSecret())
                .withOptional(true)
                .endSecret()
                .endVolume()
                .build();
    }

    private static Container container(Installation installation) {
        return new ContainerBuilder()
                .withName("operator")
                .withImage(installation.image())
                .withImagePullPolicy("IfNotPresent")
                .withArgs("run", "--site=" + site(installation.site()), "--namespace=" + installation.namespace())
                .addNewEnv()
                .withName("POD_NAME")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.name")
                .endFieldRef()
                .endValueFrom()
                .endEnv()
                .addNewPort()
                .withName("health")
                .withContainerPort(Installation.HEALTH_PORT)
                .withProtocol("TCP")
                .endPort()
                .withStartupProbe(probe("/livez", 1, 60))
                .withLivenessProbe(probe("/livez", 10, 3))
                .withReadinessProbe(probe("/readyz", 2, 3))
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("192Mi")))
                .withLimits(Map.of("memory", new Quantity("300Mi")))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName("tmp")
                .withMountPath("/tmp")
                .endVolumeMount()
                .addNewVolumeMount()
                .withName("agent")
                .withMountPath(AGENT_MOUNT)
                .withReadOnly(true)
                .endVolumeMount()
                .build();
    }

    private static String site(OperatorRole operatorRole) {
        return operatorRole.name().toLowerCase(Locale.ROOT);
    }

    private static Probe probe(String path, int period, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString("health"))
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(2)
                .withFailureThreshold(failures)
                .build();
    }

    private static Toleration gone(String taint) {
        return new TolerationBuilder()
                .withKey(taint)
                .withOperator("Exists")
                .withEffect("NoExecute")
                .withTolerationSeconds(TOLERATION_SECONDS)
                .build();
    }
}
