package io.prontuario.testbed.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.testbed.exec.TestbedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On plain folders: which version is chosen, where processes join, what is written. The E2E test does it for real. */
class CgroupsTest {
    @TempDir
    Path root;

    @Test
    void theUnifiedTreeIsVersionTwo() throws IOException {
        Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");

        assertThat(CgroupVersion.of(root)).isEqualTo(CgroupVersion.V2);
        assertThat(Cgroups.at(root).joinFiles("edge", Slice.FRONT))
                .containsExactly(root.resolve("prontuario/edge/front/cgroup.procs"));
    }

    @Test
    void controllersInFoldersAreVersionOneEvenWithTheUnifiedTreeBeside() throws IOException {
        v1();
        Files.createDirectories(root.resolve("unified"));
        Files.writeString(root.resolve("unified/cgroup.controllers"), "");

        assertThat(CgroupVersion.of(root)).isEqualTo(CgroupVersion.V1);
        assertThat(Cgroups.at(root).joinFiles("edge", Slice.SYSTEM))
                .contains(
                        root.resolve("freezer/prontuario/edge/system/cgroup.procs"),
                        root.resolve("cpu/prontuario/edge/system/cgroup.procs"));
    }

    @Test
    void neitherIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> CgroupVersion.of(root))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("mount cgroup v2");
    }

    @Test
    void aHostsWeightIsInTheUnitOfItsVersion() throws IOException {
        Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");
        assertThat(Cgroups.at(root).weight("edge", 400))
                .isEqualTo(new Cgroups.Setting(root.resolve("prontuario/edge/cpu.weight"), "400"));

        Files.delete(root.resolve("cgroup.controllers"));
        v1();
        assertThat(Cgroups.at(root).weight("edge", 400))
                .isEqualTo(new Cgroups.Setting(root.resolve("cpu/prontuario/edge/cpu.shares"), "4096"));
    }

    @Test
    void theFrontDoorOutweighsTheRestOfItsHost() throws IOException {
        v1();
        for (String group : new String[] {"", "/edge", "/edge/front", "/edge/control", "/edge/system"}) {
            Files.createDirectories(root.resolve("cpu/prontuario" + group));
            Files.writeString(root.resolve("cpu/prontuario" + group + "/cpu.shares"), "1024");
        }

        Cgroups.at(root).create("edge", 400);

        assertThat(root.resolve("cpu/prontuario/edge/cpu.shares")).hasContent("4096");
        assertThat(shares("front")).isGreaterThan(shares("control"));
        assertThat(shares("control")).isGreaterThan(shares("system"));
    }

    @Test
    void versionTwoHandsControllersDownToTheKubeletsLevel() throws IOException {
        for (String group : new String[] {"", "prontuario", "prontuario/cloud"}) {
            Files.createDirectories(root.resolve(group));
            Files.writeString(root.resolve(group).resolve("cgroup.subtree_control"), "");
        }
        Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");

        Cgroups.at(root).create("cloud", 100);

        assertThat(root.resolve("prontuario/cloud/cgroup.subtree_control"))
                .content()
                .contains("+memory");
        assertThat(root.resolve("prontuario/cloud/front/cpu.weight")).hasContent("3200");
    }

    @Test
    void aNewCpusetInheritsProcessorsAndMemory() throws IOException {
        v1();
        Files.createDirectories(root.resolve("cpuset/prontuario"));
        Files.writeString(root.resolve("cpuset/cpuset.cpus"), "0-1\n");
        Files.writeString(root.resolve("cpuset/prontuario/cpuset.cpus"), "\n");

        Cgroups.at(root).create("edge", 100);

        assertThat(root.resolve("cpuset/prontuario/cpuset.cpus")).hasContent("0-1");
    }

    @Test
    void processesOfAHostIncludeThoseOfItsPods() throws IOException {
        v1();
        Path tree = root.resolve("freezer/prontuario/edge");
        Files.createDirectories(tree.resolve("system"));
        Files.createDirectories(tree.resolve("kubepods/pod1/container"));
        Files.writeString(tree.resolve("system/cgroup.procs"), "11\n12\n");
        Files.writeString(tree.resolve("kubepods/pod1/container/cgroup.procs"), "13\n");

        assertThat(Cgroups.at(root).processes("edge")).containsExactlyInAnyOrder(11L, 12L, 13L);
        assertThat(Cgroups.at(root).processes("cloud")).isEmpty();
    }

    private int shares(String slice) throws IOException {
        return Integer.parseInt(Files.readString(root.resolve("cpu/prontuario/edge/" + slice + "/cpu.shares")));
    }

    private void v1() throws IOException {
        for (String controller : new String[] {"cpu", "cpuset", "freezer", "memory"}) {
            Files.createDirectories(root.resolve(controller));
        }
    }
}
