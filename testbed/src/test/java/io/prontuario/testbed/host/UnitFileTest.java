package io.prontuario.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.testbed.cgroup.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitFileTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatItRendered() throws IOException {
        Unit unit = Unit.of("haproxy", List.of("/bin/sh", "-c", "A=b exec 'x y' -f \"$1\""))
                .with(Map.of("NAME", "value=with=equals"))
                .after(Path.of("/some/socket"))
                .in(Slice.FRONT, -10);
        Path file = folder.resolve("haproxy.unit");
        Files.writeString(file, UnitFile.render(unit, List.of(Path.of("/cg/cgroup.procs"))));

        UnitFile read = UnitFile.read(file);

        assertThat(read.command()).isEqualTo(unit.command());
        assertThat(read.environment()).containsExactly(Map.entry("NAME", "value=with=equals"));
        assertThat(read.waitFor()).contains(Path.of("/some/socket"));
        assertThat(read.niceness()).isEqualTo(-10);
        assertThat(read.launch().subList(0, 3))
                .containsExactly("/bin/sh", "-c", "echo $$ > '/cg/cgroup.procs' || exit 70; exec nice -n -10 \"$@\"");
    }

    @Test
    void anArgumentOfSeveralLinesIsRefused() {
        assertThatThrownBy(() -> UnitFile.render(Unit.of("x", List.of("a\nb")), List.of()))
                .hasMessageContaining("may not span lines");
    }

    @Test
    void anUnknownLineIsRefusedByName() throws IOException {
        Path file = folder.resolve("bad.unit");
        Files.writeString(file, "arg=true\nwhatever\n");

        assertThatThrownBy(() -> UnitFile.read(file))
                .hasMessageContaining("bad.unit")
                .hasMessageContaining("whatever");
    }
}
