package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.generator.annotation.Pattern;
import io.prontuario.crds.v1alpha1.EdgeSpec.EdgeNode;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataOrder.SynchronousSet;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final DatabaseFolder FOLDER = new DatabaseFolder(Path.of("/srv/record"));

    @Test
    void aSetNamesItsMembersAndHowManyAreWaitedFor() {
        assertThat(Configuration.names(new SynchronousSet(2, List.of("witness", "mac-studio-2"), 1)))
                .isEqualTo("ANY 1 (\"mac-studio-2\", \"witness\")");
        assertThat(Configuration.names(new SynchronousSet(1, List.of(), 0))).isEmpty();
        assertThatThrownBy(() -> Configuration.names(new SynchronousSet(1, List.of("a\") ; x"), 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCopyInTheMakingIsNotTakenForTheBox() {
        Source writer = new Source("mac-studio-1", "10.0.0.11", 5433, 9443);

        assertThat(Configuration.copying(FOLDER, writer)).contains(" application_name=base.copy ");
        assertThat(Configuration.stream(FOLDER, "mac-studio-2", new Stream(1, writer, true)))
                .contains(" application_name=mac-studio-2 ");
        for (Class<?> box : List.of(HostSpec.class, EdgeNode.class)) {
            assertThat("mac-studio-2").matches(names(box));
            assertThat(Configuration.COPIER).as(box.getSimpleName()).doesNotMatch(names(box));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1 sslmode=disable",
                "10.0.0.1'\nfsync = off\n#",
                "10.0.0.1\tport=1",
                "10.0.0.1\\",
                "",
                "a\0b"
            })
    void anAddressIsOneWordOfAConnection(String address) {
        Stream stream = new Stream(1, new Source("mac-studio-1", address, 5433, 9443), true);

        assertThatThrownBy(() -> Configuration.stream(FOLDER, "mac-studio-2", stream))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address");
    }

    /** What names the object accepts for such a box. */
    private static String names(Class<?> box) {
        return Arrays.stream(box.getRecordComponents())
                .filter(component -> component.getName().equals("name"))
                .map(component -> component.getAccessor().getAnnotation(Pattern.class))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void nothingOfAStatementGoesIntoTheLog() {
        String text = Configuration.main(
                FOLDER, new DatabaseSettings(Path.of("/srv/record"), "*", 5433, Path.of("/bin"), "postgres"), "box");

        assertThat(text)
                .contains("log_min_messages = log\n")
                .contains("log_error_verbosity = terse\n")
                .contains("log_parameter_max_length_on_error = 0\n")
                .contains("restart_after_crash = off\n")
                .contains("unix_socket_directories = ''\n");
        // A box's own settings cannot undo what safety rests on.
        assertThat(text.indexOf("local.conf")).isLessThan(text.indexOf("fsync = on"));
    }

    @Test
    void onlyBoxesReplicateAndNobodyConnectsWithoutTls() {
        assertThat(Configuration.hba().lines().filter(line -> !line.startsWith("#")))
                .allMatch(line -> line.startsWith("hostssl "));
        assertThat(Configuration.ident(List.of("mac-studio-2", "edge")))
                .contains("boxes \"edge\" postgres\nboxes \"mac-studio-2\" postgres\n");
    }

    @Test
    void noNameBreaksOutOfItsQuotes() {
        for (String name : List.of("a\"b", "a\nb", "a'b")) {
            SynchronousSet set = new SynchronousSet(1, List.of(name), 1);
            assertThatThrownBy(() -> Configuration.names(set)).hasMessageContaining("quote or a line break");
            assertThatThrownBy(() -> Configuration.ident(List.of(name))).hasMessageContaining("quote or a line break");
        }
    }

    @Test
    void whatAnAcknowledgedWriteRestsOnOutranksTheDataFolder() {
        assertThat(Configuration.options(FOLDER))
                .startsWith("-c config_file=/srv/record/conf/postgresql.conf ")
                .contains(" -c fsync=on")
                .contains(" -c full_page_writes=on")
                .contains(" -c synchronous_commit=on")
                .contains(" -c restart_after_crash=off");
    }

    @Test
    void theLineageIsReadAsItWasWritten() {
        Map<Integer, String> lineage = Map.of(1, "mac-studio-1/1/1", 12, "mac-studio-2/3/4");
        String written = Configuration.lineage(lineage);

        assertThat(Configuration.parseLineage(written.substring(written.indexOf('\'') + 1, written.lastIndexOf('\''))))
                .isEqualTo(lineage);
        assertThat(Configuration.parseLineage("")).isEmpty();
    }

    @Test
    void aSlotsNameHasNoHyphens() {
        assertThat(Configuration.slot("mac-studio-2")).isEqualTo("mac_studio_2");
    }
}
