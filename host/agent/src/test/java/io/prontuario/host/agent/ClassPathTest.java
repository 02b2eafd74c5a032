package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What runs on a box: no Kubernetes client and no operator on its class path, neither directly nor through the protocol. */
class ClassPathTest {
    private static final Pattern SHIPPED = Pattern.compile(
            "<dependency><groupId>[^<]+</groupId><artifactId>([^<]+)</artifactId>(?!<scope>test)(?:<version>[^<]+</version>)?</dependency>");

    @Test
    void theAgentShipsWithTheProtocolACommandLineALoggerAndADatabaseDriver() throws Exception {
        assertThat(shipped(Path.of("pom.xml")))
                .containsExactlyInAnyOrder("host-protocol", "picocli", "slf4j-api", "logback-classic", "postgresql");
        assertThat(shipped(Path.of("../protocol/pom.xml"))).containsExactlyInAnyOrder("continuity", "jackson-databind");
    }

    private static List<String> shipped(Path pom) throws Exception {
        return SHIPPED.matcher(Files.readString(pom))
                .results()
                .map(dependency -> dependency.group(1))
                .toList();
    }
}
