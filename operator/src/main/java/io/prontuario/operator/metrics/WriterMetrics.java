package io.prontuario.operator.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prontuario.crds.v1alpha1.DataStatus;
import io.prontuario.crds.v1alpha1.DataStatus.Answer;
import io.prontuario.crds.v1alpha1.DataStatus.Phase;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Metrics of the record's writer and its copies, as recorded. Not thread-safe. */
final class WriterMetrics {
    private static final String WITNESS = "witness";

    private final Gauge epoch;
    private final Gauge writer;
    private final Counter moves;
    private final Gauge answers;
    private final Gauge behind;
    private OptionalLong lastGranted = OptionalLong.empty();

    WriterMetrics(CollectorRegistry registry) {
        epoch = Gauge.build("prontuario_writer_epoch", "Epoch of the record's writer")
                .register(registry);
        writer = Gauge.build("prontuario_writer", "1 for the site whose database may write, 0 for the others")
                .labelNames("site")
                .register(registry);
        moves = Counter.build("prontuario_writer_moves_total", "Epochs that were granted, by cause")
                .labelNames("cause")
                .register(registry);
        answers = Gauge.build("prontuario_copy_answers", "1 answers, 0 does not, -1 unknown, by copy of the record")
                .labelNames("copy")
                .register(registry);
        behind = Gauge.build("prontuario_copy_behind_bytes", "WAL that the copy lacks, by copy of the record")
                .labelNames("copy")
                .register(registry);
    }

    /** @param data null where no host keeps the record */
    void recorded(@Nullable DataStatus data) {
        writer.clear();
        answers.clear();
        behind.clear();
        if (data == null) {
            return;
        }
        epoch.set(data.epoch());
        boolean granted = data.phase() == Phase.Granted;
        data.copies().forEach(copy -> {
            writer.labels(copy.name()).set(granted && copy.name().equals(data.writer()) ? 1 : 0);
            copy(copy.name(), copy.answers(), copy.behind());
        });
        DataStatus.Witness witness = data.witness();
        if (witness != null) {
            copy(WITNESS, witness.answers(), witness.behind());
        }
        if (granted) {
            if (lastGranted.isPresent() && lastGranted.getAsLong() != data.epoch()) {
                moves.labels(data.cause().name()).inc();
            }
            lastGranted = OptionalLong.of(data.epoch());
        }
    }

    private void copy(String name, Answer answer, @Nullable Long bytes) {
        answers.labels(name).set(answer == Answer.Yes ? 1 : answer == Answer.No ? 0 : -1);
        if (bytes != null) {
            behind.labels(name).set(bytes);
        }
    }
}
