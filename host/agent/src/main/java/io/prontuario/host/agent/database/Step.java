package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Stream;
import io.prontuario.host.agent.database.DatabaseState.Way;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.util.Map;

/** What the agent does next with its instance. */
sealed interface Step {
    /** Nothing: it is as ordered, or something must happen first. */
    record Wait(String problem) implements Step {
        static final Wait QUIETLY = new Wait("");
    }

    /** Make a new, empty cluster. */
    record Initialize(Promote promote) implements Step {}

    record Start() implements Step {}

    /** Stop an instance that must not go on as it is. */
    record Stop(String why) implements Step {}

    /** Stop an instance that nobody ordered to write. What it wrote is in no other copy. */
    record StopHandMade(int timeline) implements Step {}

    /** Make sure that no WAL is received, now or later, until a new stream is set up. */
    record EndStream() implements Step {}

    record BeginStream(Stream stream) implements Step {}

    /** The stream is the ordered writer's: what is held is of its epoch from now on. */
    record Followed(long epoch, Map<Integer, String> lineage) implements Step {}

    record ChooseWay(Way way, String why) implements Step {}

    record Rewind(VerifiedWriter from) implements Step {}

    record BaseCopy(VerifiedWriter from) implements Step {}

    record BecomeWriter(Promote promote) implements Step {}

    /** It accepts writes; what belongs to that and what is recorded of it is completed. */
    record CompletePromotion(Promote promote, int timeline) implements Step {}

    record ApplySet(Promote promote) implements Step {}

    /** Stop writing, and note where the epoch ends. */
    record StopWriting(long epoch) implements Step {}

    /** It does not write; note that it gave up this epoch, which ends here. */
    record NoteDemotion(long epoch, long position) implements Step {}

    /** It stopped before it was noted where the epoch that it gave up ends. */
    record NoteShutDown(long epoch) implements Step {}

    record FetchWal(Source source, WitnessReport wal) implements Step {}
}
