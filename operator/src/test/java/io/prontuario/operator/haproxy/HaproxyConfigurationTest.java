package io.prontuario.operator.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.Frontend;
import io.prontuario.crds.v1alpha1.EdgeSpec.Route;
import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.testing.FrontDoorObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rendered text. Write the golden files anew with {@code -Dgolden.write=true}, and read the difference. */
class HaproxyConfigurationTest {
    private static final Path GOLDEN = Path.of("src/test/resources/haproxy");

    @Test
    void aHospitalWithTwoHostsAndACloud() throws IOException {
        assertGolden("hospital.cfg", HaproxyConfiguration.render(Specs.hospital(), Specs.ALL));
    }

    @Test
    void aBoxThatNobodyHasReachedYet() throws IOException {
        assertGolden("bootstrap.cfg", HaproxyConfiguration.bootstrap());
    }

    @Test
    void aSiteThatIsNotAdmittedDiffersOnlyInItsServersBeingDisabled() {
        String all = HaproxyConfiguration.render(Specs.hospital(), Specs.ALL);
        String without = HaproxyConfiguration.render(Specs.hospital(), Set.of("mac-studio-2", "cloud"));

        assertThat(without.replace(" disabled\n", "\n")).isEqualTo(all);
        assertThat(without.lines().filter(line -> line.endsWith(" disabled")))
                .isNotEmpty()
                .allMatch(line -> line.trim().startsWith("server mac-studio-1"));
        assertThat(without.lines().filter(line -> line.trim().startsWith("server mac-studio-1")))
                .allMatch(line -> line.endsWith(" disabled"));
    }

    @Test
    void theHostsRoleDecidesTheOrderAndTheCloudComesLast() {
        List<String> servers = block(HaproxyConfiguration.render(Specs.hospital(), Specs.ALL), "backend be_read_api")
                .lines()
                .map(String::trim)
                .filter(line -> line.startsWith("server "))
                .map(line -> line.split(" ")[1])
                .toList();

        assertThat(servers).containsExactly("mac-studio-1", "mac-studio-2", "cloud");
    }

    @Test
    void onlyReadsAreRetriedAfterTheyWereSent() {
        String text = HaproxyConfiguration.render(Specs.hospital(), Specs.ALL);

        assertThat(block(text, "backend be_read_api")).contains("retry-on all-retryable-errors");
        assertThat(block(text, "backend be_stream_inference")).contains("retry-on conn-failure\n");
        assertThat(text).doesNotContain("shutdown-sessions");
    }

    @Test
    void theLongestPathPrefixComesFirst() {
        String frontend = block(HaproxyConfiguration.render(Specs.hospital(), Specs.ALL), "frontend fe_https");

        assertThat(frontend.indexOf("use_backend be_stream_inference"))
                .isBetween(0, frontend.indexOf("use_backend be_chat_api"));
    }

    @Test
    void noLogLineCarriesAPathOrAnAddressOfAClient() {
        String format = HaproxyConfiguration.bootstrap()
                .lines()
                .filter(line -> line.contains("log-format"))
                .findFirst()
                .orElseThrow();

        assertThat(format)
                .doesNotContain("%ci", "%HU", "%HP", "%HQ", "%hr", "%[src", "path")
                .doesNotContainPattern("%r[^c]");
    }

    @Test
    void aServiceWithoutAnEmergencyProfileDoesNotGoToTheCloud() {
        ServiceSpec onSite = Specs.service("voice", ServiceSpec.Kind.Web, 30090, false);
        String text = HaproxyConfiguration.render(
                with(List.of(onSite), new Route("/voice", "voice", TrafficClass.Stream)), Specs.ALL);

        assertThat(block(text, "backend be_stream_voice"))
                .doesNotContain("server cloud")
                .contains("server mac-studio-2");
    }

    @Test
    void aRouteToNoServiceIsRefusedByItsField() {
        assertThatThrownBy(() -> HaproxyConfiguration.render(
                        with(List.of(), new Route("/x", "nobody", TrafficClass.Read)), Specs.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spec.edge.frontends[http].routes[/x].service: no service named nobody; add it to"
                        + " spec.services or fix the name");
    }

    @Test
    void aRouteToAServiceWithoutANodePortIsRefusedByItsField() {
        ServiceSpec hidden = Specs.service("hidden", ServiceSpec.Kind.Api, null, true);

        assertThatThrownBy(() -> HaproxyConfiguration.render(
                        with(List.of(hidden), new Route("/x", "hidden", TrafficClass.Read)), Specs.ALL))
                .hasMessageContaining("spec.services[hidden].nodePort");
    }

    @Test
    void timersOfTheObjectAreWrittenInMilliseconds() {
        PlatformSpec spec = Specs.hospital();
        RouteChecks slow = new RouteChecks("1m30s", "1s500ms", "2s", 4, 5, "1s");
        EdgeSpec edge = new EdgeSpec(spec.edge().nodes(), null, spec.edge().frontends(), slow);
        String text = HaproxyConfiguration.render(Specs.withEdge(spec, edge), Specs.ALL);

        assertThat(text)
                .contains("inter 90000ms fastinter 1500ms downinter 90000ms fall 4 rise 5")
                .contains("timeout check 2000ms")
                .contains("timeout connect 1000ms");
    }

    @Test
    void theWriteRouteChoosesOnlyTheServerThatTheMapNames() {
        PlatformSpec spec = PlatformYaml.read(new FrontDoorObject("10.200.0.11", "10.200.0.12", "10.200.1.21", 30080)
                        .http("http", 8080)
                        .record(5432, 5433)
                        .yaml())
                .getSpec();
        String text = HaproxyConfiguration.render(spec, Set.of());

        assertThat(block(text, "frontend writer"))
                .contains("bind \"${LISTEN_ADDRESS}:5432\"")
                .contains("connection reject unless { var(sess.writer) -m str mac-studio-2 mac-studio-1 }");
        assertThat(block(text, "\nbackend record_writer"))
                .contains("default-server weight 0")
                .contains("use-server mac-studio-1 if { var(sess.writer) -m str mac-studio-1 }")
                .contains("server mac-studio-1 10.200.0.11:5433")
                .contains("server mac-studio-2 10.200.0.12:5433")
                .doesNotContain(" check", "disabled");
        assertThat(block(text, "defaults writer")).doesNotContain("redispatch", "http");
    }

    @Test
    void aPlatformWithoutADatabaseHasNoWriteRoute() {
        assertThat(HaproxyConfiguration.render(Specs.hospital(), Specs.ALL)).doesNotContain("writer");
    }

    private static PlatformSpec with(List<ServiceSpec> services, Route route) {
        PlatformSpec hospital = Specs.hospital();
        EdgeSpec edge = new EdgeSpec(List.of(), null, List.of(new Frontend("http", 8080, null, List.of(route))), null);
        return new PlatformSpec(
                hospital.hosts(),
                edge,
                hospital.cloud(),
                services,
                List.of(),
                hospital.data(),
                null,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /** The section that starts with this line. */
    private static String block(String text, String head) {
        int from = text.indexOf(head + "\n");
        assertThat(from).as(head).isNotNegative();
        int to = text.indexOf("\n\n", from);
        return text.substring(from, to < 0 ? text.length() : to);
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, actual, StandardCharsets.UTF_8);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
