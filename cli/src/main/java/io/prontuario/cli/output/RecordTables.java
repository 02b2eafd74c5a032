package io.prontuario.cli.output;

import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.DataStatus.SynchronousSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The record in tables: its writer, and every copy with what it lacks. */
final class RecordTables {
    private RecordTables() {}

    static List<Table> of(DataStatus data) {
        return List.of(writer(data), copies(data));
    }

    private static Table writer(DataStatus data) {
        SynchronousSet newest = newest(data);
        Table table = new Table("WRITER", "EPOCH", "PHASE", "CAUSE", "A WRITE WAITS FOR", "REQUEST");
        return table.row(
                data.writer() == null ? "none" : data.writer(),
                data.epoch(),
                data.phase() + (data.target() == null ? "" : " (to " + data.target() + ")"),
                data.cause(),
                newest == null ? null : set(newest) + (data.synchronous().size() > 1 ? " (changing)" : ""),
                data.request() == null
                        ? null
                        : data.request().id() + ": "
                                + data.request().outcome().name().toLowerCase(Locale.ROOT));
    }

    static @Nullable SynchronousSet newest(DataStatus data) {
        return data.synchronous().isEmpty()
                ? null
                : data.synchronous().get(data.synchronous().size() - 1);
    }

    static String set(SynchronousSet set) {
        return set.required() == 0
                ? "no copy"
                : set.required() + " of "
                        + String.join(", ", set.members().stream().sorted().toList());
    }

    private static Table copies(DataStatus data) {
        Table table = new Table("COPY", "ROLE", "ANSWERS", "EPOCH", "POSITION", "BEHIND", "PROBLEM");
        data.copies()
                .forEach(copy -> table.row(
                        copy.name(),
                        copy.role() + (copy.phase() == null ? "" : " (" + copy.phase() + ")"),
                        copy.answers(),
                        copy.epoch(),
                        copy.position(),
                        bytes(copy.behind()),
                        copy.problem()));
        DataStatus.Witness witness = data.witness();
        if (witness != null) {
            table.row(
                    witness.name(),
                    Boolean.TRUE.equals(witness.streaming()) ? "Witness (streaming)" : "Witness",
                    witness.answers(),
                    witness.epoch(),
                    witness.position(),
                    bytes(witness.behind()),
                    witness.problem());
        }
        return table;
    }

    /** In the largest unit in which it is 1 or more. */
    static @Nullable String bytes(@Nullable Long bytes) {
        if (bytes == null) {
            return null;
        }
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}
