package io.prontuario.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkPoliciesTest {
    private static final PlatformRef REF = new PlatformRef("prontuario", "clinic", "uid-1");

    @Test
    void aSiteReachesOnlyTheServicesThatItLacks() {
        PlatformSpec apart = spec("{name: api, kind: Api, image: x, port: 80, placement: {hosts: [h1]}},"
                + "{name: inference, kind: Api, image: x, port: 81, placement: {hosts: [h2]}}");

        List<NetworkPolicyPeer> api = peers(apart, "clinic-site-h1");

        assertThat(api)
                .extracting(peer -> peer.getPodSelector().getMatchLabels().get(Labels.NAME))
                .containsExactly(null, "inference");
        assertThat(api.get(1).getPodSelector().getMatchLabels())
                .containsEntry(Labels.SITE, "h2")
                .containsEntry(Labels.PART_OF, "clinic");
    }

    @Test
    void whereEverySiteHasEveryServiceNoSiteReachesAnother() {
        PlatformSpec both =
                spec("{name: api, kind: Api, image: x, port: 80}, {name: inference, kind: Api, image: x, port: 81}");

        assertThat(peers(both, "clinic-site-h1")).singleElement().satisfies(peer -> assertThat(
                        peer.getPodSelector().getMatchLabels())
                .containsEntry(Labels.SITE, "h1")
                .doesNotContainKey(Labels.NAME));
    }

    @Test
    void aDatabaseOnAnotherHostIsReachedAtItsAddressAndPort() {
        PlatformSpec spec = spec("{name: api, kind: Api, image: x, port: 80, placement: {hosts: [h1]}},"
                + "{name: records, kind: Database, runtime: Host, port: 5432, placement: {hosts: [h2]}}");

        NetworkPolicyEgressRule rule = rules(spec, "clinic-site-h1").get(1);
        assertThat(rule.getTo().get(0).getIpBlock().getCidr()).isEqualTo("192.0.2.2/32");
        assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(5432);
    }

    @Test
    void podsReachTheirHostsCopyAndWayToTheWriterAndJobsReachThoseOfEveryHost() {
        PlatformSpec spec = PlatformOverlay.apply(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: clinic, namespace: prontuario}
                        spec:
                          hosts:
                            - {name: h1, role: Primary, address: 192.0.2.1}
                            - {name: h2, role: Secondary, address: 192.0.2.2}
                          edge: {nodes: [{name: e, address: 192.0.2.3}], virtualAddress: 192.0.2.9}
                          cloud: {project: clinic-project, address: 192.0.2.8}
                          data: {postgres: {hosts: [h1, h2], witness: e, cloudEndpoint: 192.0.2.7}}
                        """,
                        "spec: {services: [{name: api, kind: Api, image: x, port: 80,"
                                + " jobs: [{name: migrate, args: [migrate]}]}]}")
                .getSpec();

        assertThat(addresses(rules(spec, "clinic-site-h1")))
                .containsExactlyInAnyOrder("192.0.2.1/32:5433", "192.0.2.1/32:5432", "192.0.2.9/32:5432");
        assertThat(addresses(rules(spec, "api-migrate")))
                .containsExactlyInAnyOrder(
                        "192.0.2.1/32:5433",
                        "192.0.2.1/32:5432",
                        "192.0.2.2/32:5433",
                        "192.0.2.2/32:5432",
                        "192.0.2.9/32:5432",
                        "192.0.2.7/32:5432");
    }

    private static List<String> addresses(List<NetworkPolicyEgressRule> rules) {
        return rules.stream()
                .filter(rule -> rule.getTo().stream().anyMatch(peer -> peer.getIpBlock() != null))
                .map(rule -> rule.getTo().get(0).getIpBlock().getCidr() + ":"
                        + rule.getPorts().get(0).getPort().getIntVal())
                .toList();
    }

    @Test
    void aReportingJobIsReachedByTheOperatorOnly() {
        PlatformSpec spec = spec(
                "{name: api, kind: Api, image: x, port: 80, jobs: ["
                        + "{name: ship, args: [ship], run: Always, reports: Projection}, {name: tidy, args: [tidy], run: Always}]}");

        assertThat(policy(spec, "api-ship").getSpec().getIngress())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(80);
                    assertThat(rule.getFrom()).singleElement().satisfies(peer -> assertThat(
                                    peer.getPodSelector().getMatchLabels())
                            .containsExactly(Map.entry(Labels.NAME, "prontuario-operator")));
                });
        assertThat(policy(spec, "api-tidy").getSpec().getIngress()).isEmpty();
    }

    private static List<NetworkPolicyPeer> peers(PlatformSpec spec, String policy) {
        return rules(spec, policy).stream()
                .flatMap(rule -> rule.getTo().stream())
                .toList();
    }

    private static List<NetworkPolicyEgressRule> rules(PlatformSpec spec, String policy) {
        return policy(spec, policy).getSpec().getEgress();
    }

    private static NetworkPolicy policy(PlatformSpec spec, String policy) {
        return NetworkPolicies.of(REF, spec, SitePlan.managedFrom(OperatorRole.ONSITE, spec)).stream()
                .map(NetworkPolicy.class::cast)
                .filter(candidate -> candidate.getMetadata().getName().equals(policy))
                .findFirst()
                .orElseThrow();
    }

    private static PlatformSpec spec(String services) {
        return PlatformYaml.read(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: clinic, namespace: prontuario}
                        spec:
                          hosts:
                            - {name: h1, role: Worker, address: 192.0.2.1}
                            - {name: h2, role: Worker, address: 192.0.2.2}
                          services: [%s]
                        """
                                .formatted(services))
                .getSpec();
    }
}
