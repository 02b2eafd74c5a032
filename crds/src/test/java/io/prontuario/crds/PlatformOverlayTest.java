package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import org.junit.jupiter.api.Test;

class PlatformOverlayTest {
    private static final String BASE =
            """
            apiVersion: platform.prontuario.io/v1alpha1
            kind: ProntuarioPlatform
            metadata: {name: hospital, namespace: prontuario}
            spec:
              hosts:
                - {name: one, role: Primary, address: 10.0.0.1}
                - {name: two, role: Secondary, address: 10.0.0.2}
              edge:
                nodes: [{name: edge}]
                frontends:
                  - name: https
                    port: 443
                    routes:
                      - {path: /a, service: api, trafficClass: Read}
                      - {path: /b, service: api, trafficClass: Chat}
              services:
                - {name: api, kind: Inference, port: 8080, image: r.example/a:1, models: [m1, m2], env: {A: "1", B: "2"}}
              models:
                - {name: m1, source: "https://x/m1", sha256: aa, engine: Onnx}
                - {name: m2, source: "https://x/m2", sha256: bb, engine: Onnx}
            """;

    private static PlatformSpec apply(String... overlays) {
        return PlatformOverlay.apply(BASE, overlays).getSpec();
    }

    @Test
    void namedItemsMergeByNameAndKeepTheirOrder() {
        PlatformSpec spec = apply("spec: {hosts: [{name: two, address: 10.9.0.2}, {name: three, role: Worker}]}");
        assertThat(spec.hosts()).extracting(HostSpec::name).containsExactly("one", "two", "three");
        assertThat(spec.hosts()).extracting(HostSpec::address).containsExactly("10.0.0.1", "10.9.0.2", null);
        assertThat(spec.hosts().get(1).role()).isEqualTo(HostSpec.Role.Secondary);
    }

    @Test
    void mapsMergePlainListsAreReplacedAndNullRemoves() {
        ServiceSpec api = apply("spec: {services: [{name: api, models: [m2], env: {B: null, C: \"3\"}}]}")
                .services()
                .get(0);
        assertThat(api.models()).containsExactly("m2");
        assertThat(api.env()).containsOnlyKeys("A", "C");
        assertThat(api.image()).isEqualTo("r.example/a:1");
    }

    @Test
    void routesMergeByPath() {
        PlatformSpec spec = apply("spec: {edge: {frontends: [{name: https, routes: [{path: /b, service: other}]}]}}");
        assertThat(spec.edge().frontends().get(0).routes())
                .extracting(route -> route.path() + " " + route.service() + " " + route.trafficClass())
                .containsExactly("/a api Read", "/b other Chat");
    }

    @Test
    void anItemCanBeRemoved() {
        PlatformSpec spec = apply("spec: {models: [{name: m1, $patch: delete}, {name: gone, $patch: delete}]}");
        assertThat(spec.models()).extracting(ModelSpec::name).containsExactly("m2");
    }

    @Test
    void overlaysAreAppliedInOrder() {
        PlatformSpec spec =
                apply("spec: {models: [{name: m1, sha256: cc}]}", "", "spec: {models: [{name: m1, sha256: dd}]}");
        assertThat(spec.models().get(0).sha256()).isEqualTo("dd");
    }

    @Test
    void theBaseIsNotChanged() {
        var base = PlatformYaml.read(BASE);
        PlatformOverlay.apply(base, "spec: {hosts: [{name: one, address: 10.9.0.1}]}");
        assertThat(base.getSpec().hosts().get(0).address()).isEqualTo("10.0.0.1");
    }

    @Test
    void aFieldThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> apply("spec: {hosts: [{name: one, adress: 10.9.0.1}]}"))
                .isInstanceOf(PlatformYamlException.class)
                .hasMessageContaining("spec.hosts[0].adress");
    }
}
