package io.prontuario.operator.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.edge.Bundle;
import io.prontuario.operator.edge.HaproxyConfiguration;
import io.prontuario.operator.edge.Specs;
import io.prontuario.operator.edge.Stamp;
import io.prontuario.operator.edge.lab.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HAProxy itself accepts what we render: for the test platform, for every example, and before the first bundle. */
class RenderedTextIT {
    @TempDir
    Path folder;

    @BeforeEach
    void needsHaproxy() {
        assumeTrue(Files.isExecutable(AgentLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExample(Path file) throws Exception {
        PlatformSpec spec = PlatformYaml.read(file).getSpec();
        assertAccepted(spec, sitesOf(spec));
        assertAccepted(spec, Set.of());
    }

    @Test
    void theTestPlatform() throws Exception {
        assertAccepted(Specs.hospital(), Specs.ALL);
    }

    @Test
    void theBootstrap() throws Exception {
        assertThat(objection(new Bundle(0, 0, 0, HaproxyConfiguration.bootstrap(), Map.of(), null)))
                .isEmpty();
    }

    private void assertAccepted(PlatformSpec spec, Set<String> admitted) throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (String file : HaproxyConfiguration.certificateFiles(spec).values()) {
            files.put(file, Certificates.selfSigned(folder, "front-door", "DNS:localhost"));
        }
        assertThat(objection(Bundle.of(Stamp.NONE, spec, admitted, files))).isEmpty();
    }

    private Optional<String> objection(Bundle bundle) throws IOException {
        return new ConfigurationCheck(AgentLab.HAPROXY, new AgentDirectory(folder)).objection(bundle);
    }

    private static Set<String> sitesOf(PlatformSpec spec) {
        Set<String> sites = new HashSet<>(Set.of("cloud"));
        spec.hosts().stream().map(HostSpec::name).forEach(sites::add);
        return sites;
    }
}
