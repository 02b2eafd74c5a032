package io.prontuario.testbed.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontDoorConfigTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theEdgeComesFirstThenThePrimaryThenTheSecondary() {
        assertThat(keepalived("edge")).contains("priority 150");
        assertThat(keepalived("mac-studio-1")).contains("priority 100");
        assertThat(keepalived("mac-studio-2")).contains("priority 50");
    }

    @Test
    void peersAreTheOtherFrontDoorsAndNeverTheCloud() {
        assertThat(keepalived("edge"))
                .contains("unicast_src_ip 10.200.0.13", "10.200.0.11", "10.200.0.12", "10.200.0.100/32 dev eth0")
                .contains("vrrp_version 3", "advert_int 0.2", "state BACKUP", "preempt_delay 8")
                .doesNotContain("10.200.1.21");
    }

    @Test
    void theProcessThatSendsAdvertsForksNothing() {
        assertThat(keepalived("edge"))
                .contains("track_file haproxy_listens", "file \"/h/frontdoor-track\"", "weight 0")
                .doesNotContain("script");
    }

    /** The real script beside a program that stands for ss and listens as a file says. */
    @Test
    void theFileSaysThatItListensAfterOneGoodLookAndNotAfterThreeBadOnes(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path listens = folder.resolve("listens");
        Path looks = folder.resolve("looks");
        program(bin.resolve("ss"), "echo look >> " + looks + "; [ ! -e " + listens + " ] || echo LISTEN");
        program(bin.resolve("sleep"), "exec /bin/sleep 0.02");
        Files.writeString(said, "1\n");
        Files.createFile(listens);
        assertThat(ListeningCheck.script(said)).doesNotContain("\n");
        ProcessBuilder check = new ProcessBuilder("/bin/sh", "-c", ListeningCheck.script(said));
        check.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        Process running = check.start();
        try {
            awaitSaid(said, "0\n");
            Files.delete(listens);
            int before = looks(looks);
            awaitSaid(said, "1\n");
            assertThat(looks(looks) - before).isGreaterThanOrEqualTo(2);
            Files.createFile(listens);
            awaitSaid(said, "0\n");
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    private static void awaitSaid(Path file, String wanted) {
        Wait.until(LIMIT, () -> UncheckedFiles.read(file).equals(wanted), () -> "it says " + UncheckedFiles.read(file));
    }

    private static int looks(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String keepalived(String host) {
        return KeepalivedConfig.render(Plan.host(host), Path.of("/h/frontdoor-track"));
    }

    @Test
    void aStrangersPacketIsPassedToWhoeverOfLowerPriorityAdvertisedLast() {
        assertThat(AddressHandover.rules(Plan.host("edge")))
                .contains("ip saddr 10.200.0.11 meta mark set 458764 delete @former { meta mark } meta mark set 458763")
                .contains("socket wildcard 1 jump stranger");
        assertThat(AddressHandover.rules(Plan.host("mac-studio-1")))
                .contains("10.200.0.12")
                .doesNotContain("10.200.0.13");
    }

    @Test
    void theHostOfLowestPriorityTakesTheAddressAfterDeathsOnlySoItPassesNothing() {
        assertThat(AddressHandover.rules(Plan.host("mac-studio-2"))).isEmpty();
        assertThat(AddressHandover.routing(Plan.host("mac-studio-2")))
                .contains("route add local 10.200.0.100/32")
                .doesNotContain("fwmark");
    }

    @Test
    void marksKeepClearOfKubeProxysBits() {
        assertThat(458763 & 0xc000).isZero();
        assertThat(AddressHandover.routing(Plan.host("edge"))).contains("fwmark 458763 lookup 458763");
    }

    @Test
    void withoutAConfigurationTheDoorSaysSo() {
        assertThat(BootstrapConfig.render(Path.of("/e"))).contains("status 503", "crt /e/certs/frontdoor.pem");
    }
}
