package io.prontuario.host.agent.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.agent.haproxy.ServerStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change of configuration never takes the last usable server away from a backend. */
class LastServerGuardTest {
    private static final LastServerGuard NOTHING_ACCEPTS = new LastServerGuard(endpoint -> false);

    private static ServerStatus live(String site, String status) {
        return new ServerStatus(new ServerKey("be_read_api", site), status, "L7OK", 0, address(site));
    }

    private static String address(String site) {
        return site.equals("a") ? "10.0.0.1:80" : "10.0.0.2:80";
    }

    private static ConfigurationText next(String... serverLines) {
        StringBuilder text = new StringBuilder("global\n\nbackend be_read_api\n");
        for (String line : serverLines) {
            text.append("    server ").append(line).append('\n');
        }
        return new ConfigurationText(text.toString());
    }

    @Test
    void theLastUsableServerMayNotBeDisabled() {
        assertThat(NOTHING_ACCEPTS.emptied(
                        List.of(live("a", "UP"), live("b", "DOWN")),
                        next("a 10.0.0.1:80 check disabled", "b 10.0.0.2:80 check")))
                .contains("be_read_api");
    }

    @Test
    void theLastUsableServerMayNotDisappear() {
        assertThat(NOTHING_ACCEPTS.emptied(List.of(live("a", "UP")), next())).contains("be_read_api");
    }

    @Test
    void oneOfTwoUsableServersMayGo() {
        assertThat(NOTHING_ACCEPTS.emptied(
                        List.of(live("a", "UP"), live("b", "UP 1/3")),
                        next("a 10.0.0.1:80 check disabled", "b 10.0.0.2:80 check")))
                .isEmpty();
    }

    @Test
    void aBackendThatIsEmptyAlreadyMayStayEmpty() {
        assertThat(NOTHING_ACCEPTS.emptied(List.of(live("a", "DOWN 1/2")), next("a 10.0.0.1:80 check disabled")))
                .isEmpty();
    }

    @Test
    void aServerInMaintenanceCountsWhenItAcceptsConnections() {
        List<ServerStatus> live = List.of(live("a", "UP"), live("b", "MAINT"));
        ConfigurationText swap = next("a 10.0.0.1:80 check disabled", "b 10.0.0.2:80 check");

        assertThat(NOTHING_ACCEPTS.emptied(live, swap)).contains("be_read_api");
        assertThat(new LastServerGuard(endpoint -> endpoint.equals("10.0.0.2:80")).emptied(live, swap))
                .isEmpty();
    }

    @Test
    void aServerThatMovesCountsWhenItsNewAddressAcceptsConnections() {
        List<ServerStatus> live = List.of(live("a", "UP"));
        ConfigurationText moved = next("a 10.0.0.9:80 check");

        assertThat(NOTHING_ACCEPTS.emptied(live, moved)).contains("be_read_api");
        assertThat(new LastServerGuard(endpoint -> endpoint.equals("10.0.0.9:80")).emptied(live, moved))
                .isEmpty();
    }

    @Test
    void aBackendMayGoWithItsRoutes() {
        assertThat(NOTHING_ACCEPTS.emptied(List.of(live("a", "UP")), new ConfigurationText("global\n")))
                .isEmpty();
    }

    @Test
    void backendsThatOnlyCheckOrHoldDoNotCount() {
        ServerStatus check =
                new ServerStatus(new ServerKey("check_cloud_api", "cloud"), "UP", "L7OK", 0, "10.0.1.1:80");

        assertThat(NOTHING_ACCEPTS.emptied(
                        List.of(check), new ConfigurationText("global\n\nbackend check_cloud_api\n")))
                .isEmpty();
    }
}
