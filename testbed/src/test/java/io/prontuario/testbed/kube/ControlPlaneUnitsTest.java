package io.prontuario.testbed.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneUnitsTest {
    private static final Host SECONDARY = Plan.host("mac-studio-2");

    @TempDir
    Path folder;

    private StateFolder state;

    @BeforeEach
    void open() {
        state = StateFolder.at(folder);
    }

    @Test
    void stretchedMembersFormOneClusterAndSyncTheirLogs() {
        layout(Layout.STRETCHED);

        List<String> etcd = unit(SECONDARY, "etcd");

        assertThat(etcd)
                .contains(
                        "--initial-cluster=mac-studio-1=https://10.200.0.11:2380,"
                                + "mac-studio-2=https://10.200.0.12:2380,edge=https://10.200.0.13:2380",
                        "--listen-peer-urls=https://10.200.0.12:2380",
                        "--peer-client-cert-auth")
                .doesNotContain("--unsafe-no-fsync");
        assertThat(unit(SECONDARY, "kube-apiserver"))
                .contains("--bind-address=10.200.0.12", "--advertise-address=10.200.255.1");
        assertThat(unit(SECONDARY, "kube-controller-manager")).contains("--leader-elect=true");
        assertThat(unit(SECONDARY, "kube-scheduler")).contains("--leader-elect=true");
    }

    @Test
    void theCloudHasOneMemberInBothLayouts() {
        for (Layout layout : Layout.values()) {
            layout(layout);
            assertThat(unit(Plan.host("cloud"), "etcd")).contains("--unsafe-no-fsync");
            assertThat(unit(Plan.host("cloud"), "kube-apiserver")).contains("--advertise-address=10.200.1.21");
            assertThat(unit(Plan.host("cloud"), "kube-scheduler")).contains("--leader-elect=false");
        }
    }

    @Test
    void aHostsBalancerPrefersItsOwnApiServer() {
        layout(Layout.STRETCHED);

        new ApiBalancer(state, new Pki(state)).configure(SECONDARY);

        assertThat(UncheckedFiles.read(state.host(SECONDARY).etc().resolve("api-balancer.cfg"))
                        .lines())
                .contains(
                        "  bind 10.200.255.1:6443",
                        "  server mac-studio-2 10.200.0.12:6443",
                        "  server mac-studio-1 10.200.0.11:6443 backup",
                        "  server edge 10.200.0.13:6443 backup");
    }

    @Test
    void theApiServerInUseIsTheFirstThatIsUp() {
        String head =
                "# pxname,svname,qcur,qmax,scur,smax,slim,stot,bin,bout,dreq,dresp,ereq,econ,eresp,wretr,wredis,status\n";
        String row = "api,%s,0,0,0,0,,0,0,0,,0,,0,0,0,0,%s,1\n";
        String statistics = head
                + "api,FRONTEND,,,0,0,2000,0,0,0,0,0,0,,,,,OPEN,\n"
                + row.formatted("mac-studio-1", "DOWN")
                + row.formatted("mac-studio-2", "UP 1/2")
                + row.formatted("edge", "UP")
                + row.formatted("BACKEND", "UP");

        assertThat(ApiServers.firstUp(statistics)).hasValue("mac-studio-2");
        assertThat(ApiServers.firstUp(head + row.formatted("BACKEND", "DOWN"))).isEmpty();
    }

    private void layout(Layout layout) {
        UncheckedFiles.write(state.layoutFile(), layout.id());
    }

    private List<String> unit(Host host, String name) {
        return new ControlPlaneUnits(state, new Pki(state))
                .units(host).stream()
                        .filter(unit -> unit.name().equals(name))
                        .map(Unit::command)
                        .findFirst()
                        .orElseThrow();
    }
}
