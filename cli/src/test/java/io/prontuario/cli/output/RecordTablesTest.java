package io.prontuario.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.DataStatus.Answer;
import io.prontuario.crds.v1alpha1.DataStatus.Copy;
import io.prontuario.crds.v1alpha1.DataStatus.Role;
import io.prontuario.crds.v1alpha1.DataStatus.SynchronousSet;
import io.prontuario.crds.v1alpha1.DataStatus.Witness;
import io.prontuario.crds.v1alpha1.PlatformStatus.HandledRequest;
import io.prontuario.crds.v1alpha1.PlatformStatus.RequestOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordTablesTest {
    private static DataStatus data(List<SynchronousSet> sets) {
        return new DataStatus(
                "mac-studio-1",
                4L,
                DataStatus.Phase.Granted,
                DataStatus.Cause.Switchover,
                null,
                null,
                new HandledRequest("night", RequestOutcome.Refused, "because"),
                sets,
                null,
                0L,
                List.of(
                        new Copy("mac-studio-1", Role.Writer, Answer.Yes, "Primary", 4L, 5000L, null, null),
                        new Copy("mac-studio-2", Role.Copy, Answer.No, null, 3L, 900L, 3_000_000L, "its disk is full")),
                new Witness("edge", Answer.Yes, true, 4L, 5000L, 0L, null));
    }

    private static String text(DataStatus data) {
        return String.join(
                "\n", RecordTables.of(data).stream().map(Table::toString).toList());
    }

    @Test
    void theWriterItsSetAndEveryCopyWithWhatItLacksAreShown() {
        assertThat(text(data(List.of(new SynchronousSet(7L, List.of("witness", "mac-studio-2"), 1)))))
                .contains(
                        "mac-studio-1",
                        "Granted",
                        "Switchover",
                        "1 of mac-studio-2, witness",
                        "night: refused",
                        "Writer (Primary)",
                        "2.9 MiB",
                        "its disk is full",
                        "Witness (streaming)",
                        "0 B");
    }

    @Test
    void theSameInSentences() {
        assertThat(RecordSentences.of(data(List.of(new SynchronousSet(7L, List.of("witness", "mac-studio-2"), 1)))))
                .containsExactly(
                        "mac-studio-1 is the writer of the record in epoch 4 (Switchover); a write waits for 1 of"
                                + " mac-studio-2, witness.",
                        "The request night is refused: because.",
                        "mac-studio-2's copy does not answer.");
        DataStatus ending = new DataStatus(
                "mac-studio-1",
                4L,
                DataStatus.Phase.Ending,
                DataStatus.Cause.Switchover,
                null,
                "mac-studio-2",
                null,
                List.of(),
                null,
                0L,
                List.of(new Copy("mac-studio-2", Role.Copy, Answer.Yes, "Standby", 4L, 900L, 2048L, null)),
                new Witness("edge", Answer.No, null, null, null, null, null));
        assertThat(RecordSentences.of(ending))
                .containsExactly(
                        "No database may write: epoch 4 of mac-studio-1 is being ended (Switchover), for mac-studio-2.",
                        "mac-studio-2's copy lacks 2.0 KiB of WAL.",
                        "The witness on edge does not answer.");
    }

    @Test
    void aSetThatChangesAndOneWithoutACopySaySo() {
        assertThat(text(data(
                        List.of(new SynchronousSet(7L, List.of(), 0), new SynchronousSet(8L, List.of("witness"), 1)))))
                .contains("1 of witness (changing)");
        assertThat(text(data(List.of(new SynchronousSet(7L, List.of(), 0))))).contains("no copy");
    }
}
