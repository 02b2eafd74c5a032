package io.prontuario.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallationTest {
    private final List<HasMetadata> onSite = objects(OperatorRole.ONSITE);

    @Test
    void theNamespaceRefusesWhatIsNotRestricted() {
        assertThat(onSite.get(0).getKind()).isEqualTo("Namespace");
        assertThat(onSite.get(0).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    @Test
    void theOperatorHasNoRightInTheCluster() {
        assertThat(onSite).noneMatch(ClusterRoleBinding.class::isInstance);
    }

    /** An editor of the namespace could otherwise decide what runs on the hosts. */
    @Test
    void toEditThePlatformIsARightOfItsOwn() {
        assertThat(onSite)
                .filteredOn(ClusterRole.class::isInstance)
                .map(role -> role.getMetadata().getName() + " "
                        + role.getMetadata().getLabels().keySet().stream()
                                .filter(label -> label.startsWith("rbac.authorization.k8s.io/"))
                                .toList())
                .containsExactly(
                        "prontuario-platform-view [rbac.authorization.k8s.io/aggregate-to-view]",
                        "prontuario-platform-edit []");
    }

    @Test
    void noRuleHasAWildcardAndSecretsAreReadByNameOnly() {
        Role role = (Role)
                onSite.stream().filter(Role.class::isInstance).findFirst().orElseThrow();
        assertThat(role.getRules()).allSatisfy(rule -> {
            assertThat(rule.getVerbs()).doesNotContain("*");
            assertThat(rule.getResources()).doesNotContain("*");
            assertThat(rule.getApiGroups()).doesNotContain("*");
        });
        assertThat(role.getRules())
                .filteredOn(rule -> rule.getResources().contains("secrets"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactly("get"));
    }

    @Test
    void onSiteReplicasAreOnDifferentNodesPreferTheEdgeAndLeaveADeadNodeInTwoSeconds() {
        PodSpec pod = deployment(onSite).getSpec().getTemplate().getSpec();
        assertThat(pod.getAffinity().getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
                .hasSize(1);
        assertThat(pod.getAffinity().getNodeAffinity().getPreferredDuringSchedulingIgnoredDuringExecution())
                .hasSize(2);
        assertThat(pod.getTolerations().stream()
                        .map(Toleration::getTolerationSeconds)
                        .filter(java.util.Objects::nonNull))
                .containsExactly(2L, 2L);
        assertThat(pod.getContainers().get(0).getArgs())
                .containsExactly("run", "--site=onsite", "--namespace=prontuario");
    }

    @Test
    void inTheCloudReplicasPreferDifferentNodes() {
        PodSpec pod =
                deployment(objects(OperatorRole.CLOUD)).getSpec().getTemplate().getSpec();
        assertThat(pod.getAffinity().getNodeAffinity()).isNull();
        assertThat(pod.getAffinity().getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
                .isNullOrEmpty();
    }

    @Test
    void manifestsPrintsTheObjectsAsYaml() {
        StringWriter out = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute("manifests", "--site=onsite", "--image=i", "--edge-node=edge");
        assertThat(exit).isZero();
        List<HasMetadata> read = Serialization.unmarshal(
                new java.io.ByteArrayInputStream(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(read)
                .extracting(HasMetadata::getKind)
                .isEqualTo(onSite.stream().map(HasMetadata::getKind).toList());
    }

    @Test
    void anUnknownSiteIsRefusedWithTheValidOnes() {
        StringWriter error = new StringWriter();
        int exit = Main.commandLine().setErr(new PrintWriter(error)).execute("manifests", "--site=moon", "--image=i");
        assertThat(exit).isEqualTo(2);
        assertThat(error.toString()).contains("unknown site 'moon': use 'onsite' or 'cloud'");
    }

    private static Deployment deployment(List<HasMetadata> objects) {
        return (Deployment) objects.stream()
                .filter(Deployment.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static List<HasMetadata> objects(OperatorRole site) {
        return new Installation(site, "prontuario", "i", 2, Optional.of("edge"), "prontuario-agent").objects();
    }
}
