package io.prontuario.host.agent.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.agent.haproxy.ServerStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text that HAProxy 2.6 prints about a configuration, and the server state file that it reads. */
class HaproxyFilesTest {
    @Test
    void anObjectionNamesTheLineWithoutTheAgentsFolder() {
        String said = ConfigurationCheck.objections(
                """
                [NOTICE]   (992) : haproxy version is 2.6.12-1+deb12u4
                [ALERT]    (992) : config : parsing [/var/lib/x/candidate/haproxy.cfg:68] : unknown keyword 'balanse' in 'backend' section
                [ALERT]    (992) : config : Error(s) found in configuration file : /var/lib/x/candidate/haproxy.cfg
                [ALERT]    (992) : config : Fatal errors found in configuration.
                """,
                Path.of("/var/lib/x/candidate/haproxy.cfg"));

        assertThat(said)
                .isEqualTo("HAProxy refuses the configuration: parsing [haproxy.cfg:68] : unknown keyword 'balanse' in"
                        + " 'backend' section");
    }

    @Test
    void theStateFileKeepsOnlyServersThatAreUpAtTheSameAddress() {
        ConfigurationText text = new ConfigurationText(
                "backend be_read_api\n    server a 10.0.0.1:80 check\n    server b 10.0.0.2:80 check\n"
                        + "    server c 10.0.0.3:80 check\n");
        String file = ServerStateFile.carrying(
                text,
                List.of(
                        status("a", "UP", "10.0.0.1:80"),
                        status("b", "DOWN", "10.0.0.2:80"),
                        status("c", "UP", "10.0.0.9:80")));

        assertThat(file.lines().filter(line -> line.contains(" a ")).findFirst().orElseThrow())
                .contains("10.0.0.1 2 0 ");
        assertThat(file.lines().filter(line -> line.contains(" b ")).findFirst().orElseThrow())
                .contains("10.0.0.2 0 0 ");
        assertThat(file.lines().filter(line -> line.contains(" c ")).findFirst().orElseThrow())
                .contains("10.0.0.3 0 0 ");
    }

    private static ServerStatus status(String site, String status, String address) {
        return new ServerStatus(new ServerKey("be_read_api", site), status, "", 0, address);
    }
}
