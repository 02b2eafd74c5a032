package io.prontuario.host.agent.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of HAProxy 2.6 as it gave them. */
class HaproxyAnswersTest {
    @Test
    void theCurrentWorkerIsTheOneUnderWorkers() {
        Processes processes = Processes.parse(
                """
                #<PID>          <type>          <reloads>       <uptime>        <version>
                1292            master          1 [failed: 0]   0d00h00m02s     2.6.12-1+deb12u4
                # workers
                1319            worker          0               0d00h00m00s     2.6.12-1+deb12u4
                # old workers
                1295            worker          1               0d00h00m02s     2.6.12-1+deb12u4
                # programs

                """);

        assertThat(processes.worker()).hasValue(1319);
        assertThat(processes.old()).containsExactly(1295L);
        assertThat(processes.failedReloads()).isZero();
    }

    @Test
    void aFailedReloadIsCounted() {
        Processes processes = Processes.parse(
                "#<PID> <type> <reloads> <uptime> <version>\n7 master 3 [failed: 2] 0d00h00m02s 2.6.12\n# workers\n");

        assertThat(processes.worker()).isEmpty();
        assertThat(processes.failedReloads()).isEqualTo(2);
    }

    @Test
    void onlyServerRowsAreServers() {
        List<ServerStatus> servers = ServerStatus.parse(
                """
                # pxname,svname,scur,status,type,check_status,addr,
                fe_https,FRONTEND,0,OPEN,0,,,
                be_read_api,mac-studio-1,4,UP 1/3,2,L7OK,10.200.0.11:30080,
                be_read_api,BACKEND,4,UP,1,,,
                """);

        assertThat(servers)
                .containsExactly(new ServerStatus(
                        new ServerKey("be_read_api", "mac-studio-1"), "UP 1/3", "L7OK", 4, "10.200.0.11:30080"));
    }

    @Test
    void upIsUsableAndDownMaintenanceAndDrainAreNot() {
        assertThat(usable("UP")).isTrue();
        assertThat(usable("UP 2/3")).isTrue();
        assertThat(usable("no check")).isTrue();
        assertThat(usable("DOWN")).isFalse();
        assertThat(usable("DOWN 1/2")).isFalse();
        assertThat(usable("MAINT")).isFalse();
        assertThat(usable("MAINT (via check_cloud_api/cloud)")).isFalse();
        assertThat(usable("DRAIN")).isFalse();
        assertThat(usable("NOLB")).isFalse();
    }

    private static boolean usable(String status) {
        return new ServerStatus(new ServerKey("b", "s"), status, "", 0, "").usable();
    }
}
