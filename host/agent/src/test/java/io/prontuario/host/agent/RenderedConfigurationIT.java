package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.host.agent.frontdoor.ConfigurationCheck;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.operator.haproxy.HaproxyConfiguration;
import io.prontuario.testing.FrontDoorObject;
import io.prontuario.testing.TestCertificates;
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
class RenderedConfigurationIT {
    @TempDir
    Path folder;

    @BeforeEach
    void needsHaproxy() {
        assumeTrue(Files.isExecutable(AgentLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../examples"))) {
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
        assertAccepted(
                PlatformYaml.read(new FrontDoorObject("10.200.0.11", "10.200.0.12", "10.200.1.21", 30080)
                                .https(443, "front-door-tls")
                                .yaml())
                        .getSpec(),
                FrontDoorObject.SITES);
    }

    @Test
    void theBootstrap() throws Exception {
        assertThat(objection(new Bundle(0, 0, 0, HaproxyConfiguration.bootstrap(), Map.of(), null)))
                .isEmpty();
    }

    private void assertAccepted(PlatformSpec spec, Set<String> admitted) throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (String file : HaproxyConfiguration.certificateFiles(spec).values()) {
            files.put(file, TestCertificates.selfSigned(folder, "front-door", "DNS:localhost"));
        }
        assertThat(objection(HaproxyConfiguration.bundle(FencingToken.NONE, spec, admitted, files)))
                .isEmpty();
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
