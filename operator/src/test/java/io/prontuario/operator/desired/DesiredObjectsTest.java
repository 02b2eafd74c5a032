package io.prontuario.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesiredObjectsTest {
    private static final PlatformRef REF = new PlatformRef("prontuario", "hospital", "uid-1");
    private static final PlatformSpec STUDIO = example("mac-studio-ha");

    @Test
    void onSiteEveryHostHasItsOwnDeployments() {
        assertThat(names(onSite(STUDIO), Deployment.class))
                .containsExactly(
                        "api-mac-studio-1",
                        "api-mac-studio-2",
                        "api-ship",
                        "inference-mac-studio-1",
                        "inference-mac-studio-2");
        assertThat(names(onSite(STUDIO), Service.class))
                .containsExactly(
                        "api",
                        "api-mac-studio-1",
                        "api-mac-studio-2",
                        "api-ship",
                        "inference",
                        "inference-mac-studio-1",
                        "inference-mac-studio-2",
                        "records-mac-studio-1",
                        "records-mac-studio-2",
                        "records-writer",
                        "records-writer-cloud",
                        "records-writer-mac-studio-1",
                        "records-writer-mac-studio-2");
        assertThat(endpoints(onSite(STUDIO)))
                .isEqualTo(Map.of(
                        "records-mac-studio-1", "10.20.30.11:5433",
                        "records-mac-studio-2", "10.20.30.12:5433",
                        "records-writer", "10.20.30.100:5432",
                        "records-writer-cloud", "10.60.16.3:5432",
                        "records-writer-mac-studio-1", "10.20.30.11:5432",
                        "records-writer-mac-studio-2", "10.20.30.12:5432"));
    }

    @Test
    void jobsRunOnceInAClusterBoundToNoSiteAndUnderTheSameRestrictions() {
        PlatformSpec clinic = example("mac-mini-hybrid");
        assertThat(names(onSite(clinic), CronJob.class)).containsExactly("api-merge-inbox");
        assertThat(names(onSite(clinic), Deployment.class)).contains("api-ship").doesNotContain("api-migrate");
        assertThat(names(inCloud(clinic, false), Deployment.class)).doesNotContain("api-ship");
        assertThat(names(onSite(clinic), Service.class)).contains("api-ship");
        assertThat(names(inCloud(clinic, false), Service.class)).doesNotContain("api-ship");
        assertThat(ReportingJob.of(REF, clinic, OperatorRole.ONSITE, JobSpec.Reports.Projection))
                .contains(new ReportingJob("api-ship", "api-ship.prontuario.svc", 8080));
        assertThat(ReportingJob.of(REF, clinic, OperatorRole.CLOUD, JobSpec.Reports.Projection))
                .isEmpty();

        Job migrate = only(onSite(clinic), Job.class);
        Job inCloud = only(inCloud(clinic, false), Job.class);
        assertThat(migrate.getMetadata().getName()).matches("api-migrate-[0-9a-f]{8}");
        assertThat(inCloud.getMetadata().getName())
                .as("another environment makes another job")
                .isNotEqualTo(migrate.getMetadata().getName());
        PodSpec pod = migrate.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        assertThat(container.getArgs()).containsExactly("migrate");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getReadinessProbe()).isNull();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getRestartPolicy()).isEqualTo("OnFailure");
        assertThat(environment(inCloud).get("PROFILE")).isEqualTo("emergency");
        assertThat(environment(inCloud).get("RECORDS_URL")).contains("records-cloud");
    }

    @Test
    void anotherImageIsAnotherJob() {
        PlatformSpec clinic = example("mac-mini-hybrid");
        PlatformSpec next = PlatformOverlay.apply(
                        text("mac-mini-hybrid"),
                        "spec: {services: [{name: api, image: 'registry.example/api:2@sha256:" + "ab".repeat(32)
                                + "'}]}")
                .getSpec();
        assertThat(only(onSite(next), Job.class).getMetadata().getName())
                .isNotEqualTo(only(onSite(clinic), Job.class).getMetadata().getName());
    }

    private static Map<String, String> environment(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static <T extends HasMetadata> T only(List<HasMetadata> objects, Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("two of " + type.getSimpleName());
                })
                .orElseThrow();
    }

    @Test
    void noSliceForALoopbackAddressWhichKubernetesWouldRefuse() {
        PlatformSpec oneMachine = PlatformOverlay.apply(
                        text("mac-studio-ha"), "spec: {hosts: [{name: mac-studio-1, address: 127.0.1.11}]}")
                .getSpec();
        assertThat(names(onSite(oneMachine), Service.class)).contains("records-mac-studio-1");
        assertThat(names(onSite(oneMachine), EndpointSlice.class))
                .containsExactly(
                        "records-mac-studio-2",
                        "records-writer",
                        "records-writer-cloud",
                        "records-writer-mac-studio-2");
    }

    @Test
    void inTheCloudOnlyTheEmergencyProfile() {
        assertThat(names(inCloud(STUDIO, false), Deployment.class)).containsExactly("api-cloud", "inference-cloud");
        assertThat(replicas(inCloud(STUDIO, false))).isEqualTo(Map.of("api-cloud", 1, "inference-cloud", 1));
        assertThat(replicas(inCloud(STUDIO, true))).isEqualTo(Map.of("api-cloud", 2, "inference-cloud", 1));
        assertThat(env(inCloud(STUDIO, false), "api-cloud"))
                .containsEntry("PROFILE", "emergency")
                .containsEntry("EMERGENCY_SEATS", "clinician:25,nurse:18,reception:3,auditor:1,service:3");
        assertThat(env(onSite(STUDIO), "api-mac-studio-1")).doesNotContainKey("EMERGENCY_SEATS");
        assertThat(env(inCloud(STUDIO, false), "inference-cloud")).doesNotContainKey("EMERGENCY_SEATS");
        assertThat(endpoints(inCloud(STUDIO, false)))
                .isEqualTo(Map.of(
                        "records-cloud", "10.60.16.3:5432",
                        "records-writer", "10.60.16.3:5432",
                        "records-writer-cloud", "10.60.16.3:5432"));
        assertThat(env(inCloud(STUDIO, false), "api-cloud"))
                .containsEntry("RECORDS_URL", "jdbc:postgresql://records-writer-cloud:5432/records")
                .doesNotContainKey("AUDIT_JOURNAL_DIR");
    }

    @Test
    void theRecordsPortsLagAndPlaceAreThoseOfTheSpec() {
        PlatformSpec changed = studio("data: {postgres: {port: 6000, writerPort: 6001, maxReplicaLag: 1s500ms}}");
        assertThat(endpoints(onSite(changed)))
                .containsEntry("records-mac-studio-1", "10.20.30.11:6000")
                .containsEntry("records-writer", "10.20.30.100:6001");
        assertThat(one(onSite(changed), Service.class, "records-mac-studio-1")
                        .getSpec()
                        .getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getPort()).isEqualTo(6000));
        assertThat(env(onSite(changed), "api-mac-studio-1")).containsEntry("MAX_REPLICA_LAG", "1500");

        PlatformSpec oneCopy = studio("data: {postgres: {hosts: [mac-studio-1]}}, edge: {virtualAddress: null}");
        assertThat(endpoints(onSite(oneCopy)))
                .as("a host without a copy reads from the writer")
                .containsEntry("records-mac-studio-2", "10.20.30.12:5432")
                .containsEntry("records-writer", "10.20.30.11:5432");

        PlatformSpec cloudSql = studio("data: {postgres: {location: CloudSql, hosts: [], witness: null}}");
        assertThat(endpoints(onSite(cloudSql)))
                .containsEntry("records-mac-studio-1", "10.60.16.3:5432")
                .containsEntry("records-writer", "10.60.16.3:5432");
    }

    private static PlatformSpec studio(String spec) {
        return PlatformOverlay.apply(text("mac-studio-ha"), "spec: {" + spec + "}")
                .getSpec();
    }

    private static Map<String, String> endpoints(List<HasMetadata> objects) {
        return objects.stream()
                .filter(EndpointSlice.class::isInstance)
                .map(EndpointSlice.class::cast)
                .collect(Collectors.toMap(
                        slice -> slice.getMetadata().getName(),
                        slice -> slice.getEndpoints().get(0).getAddresses().get(0) + ":"
                                + slice.getPorts().get(0).getPort()));
    }

    @Test
    void aPodsEnvironmentNamesItsSiteAndItsNeighboursThere() {
        Map<String, String> env = env(onSite(STUDIO), "api-mac-studio-2");
        assertThat(env)
                .containsEntry("SITE", "mac-studio-2")
                .containsEntry("PROFILE", "full")
                .containsEntry("RECORDS_URL", "jdbc:postgresql://records-mac-studio-2:5433/records")
                .containsEntry("RECORDS_WRITER_URL", "jdbc:postgresql://records-writer-mac-studio-2:5432/records")
                .containsEntry("MAX_REPLICA_LAG", "100")
                .containsEntry("AUDIT_JOURNAL_DIR", "/var/lib/prontuario/audit")
                .containsEntry("INFERENCE_URL", "http://inference-mac-studio-2:8080");
    }

    @Test
    void modelsAreFetchedAndVerifiedBeforeTheContainerStarts() {
        PodSpec full = pod(onSite(STUDIO), "inference-mac-studio-1");
        assertThat(full.getInitContainers()).singleElement().satisfies(fetch -> assertThat(fetch.getArgs())
                .containsExactly(
                        "fetch-model",
                        "gs://hospital-prontuario-models/medgemma-4b-it-Q4_K_M.gguf",
                        "480881d48c9a4d98935b0bd706852bc1e478fe012174c1de138fad2a04877093",
                        "/models/medgemma-4b"));
        assertThat(env(onSite(STUDIO), "inference-mac-studio-1"))
                .containsEntry(
                        "MODELS",
                        "medgemma-4b=/models/medgemma-4b@480881d48c9a4d98935b0bd706852bc1e478fe012174c1de138fad2a04877093");
        assertThat(env(inCloud(STUDIO, false), "inference-cloud").get("MODELS")).startsWith("llama-3-2-1b=");
    }

    @Test
    void podsArePinnedToTheirHostAndLeaveADeadOneInSeconds() {
        PodSpec pod = pod(onSite(STUDIO), "api-mac-studio-1");
        assertThat(pod.getAffinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms()
                        .get(0)
                        .getMatchExpressions()
                        .get(0)
                        .getValues())
                .containsExactly("mac-studio-1");
        assertThat(pod.getTolerations()).hasSize(2).allSatisfy(toleration -> assertThat(
                        toleration.getTolerationSeconds())
                .isEqualTo(5));
    }

    @Test
    void everyContainerIsRestricted() {
        for (HasMetadata object : both(STUDIO)) {
            if (object instanceof Deployment deployment) {
                PodSpec pod = deployment.getSpec().getTemplate().getSpec();
                assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                        .isEqualTo("RuntimeDefault");
                List<Container> containers = new java.util.ArrayList<>(pod.getContainers());
                containers.addAll(pod.getInitContainers());
                assertThat(containers).allSatisfy(container -> {
                    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                            .isFalse();
                    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                            .isTrue();
                    assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .containsExactly("ALL");
                });
            }
        }
    }

    @Test
    void aRollOutKeepsAllPodsAndADrainTakesOneHostAtATime() {
        Deployment api = one(onSite(STUDIO), Deployment.class, "api-mac-studio-1");
        assertThat(api.getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(names(onSite(STUDIO), io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget.class))
                .containsExactly("api", "inference");
    }

    @Test
    void aHostsNodePortReachesThatHostOnly() {
        assertThat(one(onSite(STUDIO), Service.class, "api").getSpec().getExternalTrafficPolicy())
                .isEqualTo("Local");
        assertThat(one(inCloud(STUDIO, false), Service.class, "api").getSpec().getExternalTrafficPolicy())
                .isEqualTo("Cluster");
        assertThat(one(onSite(STUDIO), Service.class, "api").getSpec().getTrafficDistribution())
                .as("the policy does not cover requests from the node itself")
                .isEqualTo("PreferSameNode");
        assertThat(one(inCloud(STUDIO, false), Service.class, "api").getSpec().getTrafficDistribution())
                .isNull();
    }

    @Test
    void everyPodIsUnderTheDefaultDeny() {
        NetworkPolicy deny = one(onSite(STUDIO), NetworkPolicy.class, "hospital-default-deny");
        assertThat(deny.getSpec().getIngress()).isNullOrEmpty();
        assertThat(deny.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        Map<String, String> selector = deny.getSpec().getPodSelector().getMatchLabels();
        assertThat(onSite(STUDIO)).filteredOn(Deployment.class::isInstance).allSatisfy(deployment -> assertThat(
                        ((Deployment) deployment)
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels())
                .containsAllEntriesOf(selector));
    }

    @Test
    void anAutoscaledDeploymentHasNoReplicas() {
        PlatformSpec spec = PlatformYaml.read(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: hospital, namespace: prontuario}
                        spec:
                          hosts: [{name: h1, role: Primary, address: 192.0.2.1}]
                          services:
                            - {name: web, kind: Web, image: x, port: 80, autoscaling: {minReplicas: 2, maxReplicas: 4}}
                        """)
                .getSpec();
        assertThat(one(onSite(spec), Deployment.class, "web-h1").getSpec().getReplicas())
                .isNull();
        HorizontalPodAutoscaler scaler = one(onSite(spec), HorizontalPodAutoscaler.class, "web-h1");
        assertThat(scaler.getSpec().getMinReplicas()).isEqualTo(2);
        assertThat(scaler.getSpec().getMaxReplicas()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mac-studio-ha", "mac-mini-hybrid", "healthcare-production", "aurora-triage"})
    void everyExampleGivesTheSameOwnedObjectsEveryTime(String name) {
        PlatformSpec spec = example(name);
        List<HasMetadata> objects = both(spec);
        assertThat(objects).isNotEmpty().isEqualTo(both(example(name)));
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("uid-1"));
            assertThat(object.getMetadata().getLabels())
                    .containsEntry(Labels.MANAGED_BY, Labels.OPERATOR)
                    .containsEntry(Labels.PART_OF, "hospital");
        });
        for (List<HasMetadata> side : List.of(onSite(spec), inCloud(spec, false))) {
            assertThat(side.stream()
                            .map(object -> object.getKind() + "/"
                                    + object.getMetadata().getName()))
                    .doesNotHaveDuplicates();
        }
    }

    private static List<HasMetadata> onSite(PlatformSpec spec) {
        return DesiredObjects.of(REF, spec, OperatorRole.ONSITE, false);
    }

    private static List<HasMetadata> inCloud(PlatformSpec spec, boolean active) {
        return DesiredObjects.of(REF, spec, OperatorRole.CLOUD, active);
    }

    private static List<HasMetadata> both(PlatformSpec spec) {
        List<HasMetadata> all = new java.util.ArrayList<>(onSite(spec));
        all.addAll(inCloud(spec, true));
        return all;
    }

    private static Map<String, Integer> replicas(List<HasMetadata> objects) {
        return objects.stream()
                .filter(Deployment.class::isInstance)
                .collect(Collectors.toMap(
                        object -> object.getMetadata().getName(),
                        object -> ((Deployment) object).getSpec().getReplicas()));
    }

    private static PodSpec pod(List<HasMetadata> objects, String deployment) {
        return one(objects, Deployment.class, deployment)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Map<String, String> env(List<HasMetadata> objects, String deployment) {
        return pod(objects, deployment).getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static <T extends HasMetadata> List<String> names(List<HasMetadata> objects, Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static <T extends HasMetadata> T one(List<HasMetadata> objects, Class<T> type, String name) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PlatformSpec example(String name) {
        return PlatformYaml.read(text(name)).getSpec();
    }

    private static String text(String name) {
        try {
            return Files.readString(Path.of("../examples/" + name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
