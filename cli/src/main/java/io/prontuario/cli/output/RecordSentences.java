package io.prontuario.cli.output;

import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.DataStatus.Answer;
import io.prontuario.crds.v1alpha1.DataStatus.SynchronousSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The record in sentences: its writer, the newest request about it, and every copy that lacks something. */
final class RecordSentences {
    private RecordSentences() {}

    static List<String> of(DataStatus data) {
        List<String> sentences = new ArrayList<>();
        sentences.add(writer(data));
        if (data.request() != null) {
            sentences.add("The request " + data.request().id() + " is "
                    + data.request().outcome().name().toLowerCase(Locale.ROOT) + ": "
                    + data.request().reason() + ".");
        }
        data.copies().stream()
                .filter(copy -> copy.answers() == Answer.No || copy.behind() != null && copy.behind() > 0)
                .map(copy -> copy.name() + "'s copy "
                        + (copy.answers() == Answer.No
                                ? "does not answer."
                                : "lacks " + RecordTables.bytes(copy.behind()) + " of WAL."))
                .forEach(sentences::add);
        DataStatus.Witness witness = data.witness();
        if (witness != null && witness.answers() == Answer.No) {
            sentences.add("The witness on " + witness.name() + " does not answer.");
        }
        return sentences;
    }

    private static String writer(DataStatus data) {
        SynchronousSet newest = RecordTables.newest(data);
        return switch (data.phase()) {
            case Vacant -> "No database of the record was promoted yet.";
            case Granted -> data.writer() + " is the writer of the record in epoch " + data.epoch() + " ("
                    + data.cause() + ")"
                    + (newest == null ? "." : "; a write waits for " + RecordTables.set(newest) + ".");
            case Ending -> "No database may write: epoch " + data.epoch() + " of " + data.writer() + " is being ended ("
                    + data.cause() + ")" + (data.target() == null ? "." : ", for " + data.target() + ".");
        };
    }
}
