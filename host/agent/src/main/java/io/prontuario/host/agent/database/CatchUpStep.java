package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Fetches the WAL that a fenced witness has beyond this box's, and replays it. */
final class CatchUpStep {
    private static final Duration FETCH = Duration.ofSeconds(30);
    private static final long STOPPED_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long POLL_MILLIS = 20;
    private static final long PAGE = 8192;
    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;

    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final WalDownload.Access access;
    private final BooleanSupplier closed;

    CatchUpStep(Instance instance, JsonStore<DatabaseState> store, TlsFiles tls, Path token, BooleanSupplier closed) {
        this.instance = instance;
        this.store = store;
        this.access = new WalDownload.Access(tls, token, FETCH);
        this.closed = closed;
    }

    void fetch(Step.FetchWal step) throws IOException, SQLException {
        WitnessReport witness = step.wal();
        long epoch = store.get().held().epoch();
        Sample sample = Sample.take(instance.sql());
        download(step.source(), epoch, sample, witness);
        instance.files.writeSettings(
                instance.folder.configuration("stream.conf"), Configuration.restoring(instance.folder));
        instance.reload();
        try {
            replay(witness.to());
            store.update(state -> state.with(state.held().reaching(witness.to())));
        } finally {
            instance.stream(store.get().streaming());
            instance.reload();
        }
    }

    /** Segments of every timeline that the witness may have since this box's; an absent one is on another timeline. */
    private void download(Source source, long epoch, Sample sample, WitnessReport witness) throws IOException {
        WalDownload download = new WalDownload(instance.folder.restore(), instance.files, access, cancelled());
        WalDownload.Fetch fetch = download.begin(
                source, epoch, source + " epoch " + epoch + " " + witness.timeline() + "/" + Lsn.text(witness.to()));
        for (int timeline = sample.timeline() + 1; timeline <= witness.timeline(); timeline++) {
            fetch.history(Lsn.history(timeline));
        }
        long last = (witness.to() - 1) / Lsn.SEGMENT;
        for (long number = sample.replayed() / Lsn.SEGMENT; number <= last; number++) {
            boolean found = false;
            for (int timeline = sample.timeline(); timeline <= witness.timeline(); timeline++) {
                found |= fetch.segment(Lsn.segmentNumbered(timeline, number));
            }
            if (!found) {
                throw new IOException("The witness does not have the WAL from " + Lsn.text(number * Lsn.SEGMENT)
                        + ", which it reported");
            }
        }
        download.complete();
    }

    /** A later order does not wait for a witness that has died. */
    private BooleanSupplier cancelled() {
        DatabaseState begun = store.get();
        return () -> closed.getAsBoolean()
                || !store.get().orders().equals(begun.orders())
                || !store.get().ordered().equals(begun.ordered());
    }

    /** Until everything is replayed that is whole: the last record may have been cut off by the fence. */
    private void replay(long to) throws IOException, SQLException {
        long last = -1;
        long since = System.nanoTime();
        while (!closed.getAsBoolean()) {
            Sample sample = Sample.take(instance.sql());
            if (sample.replayed() >= to) {
                return;
            }
            if (sample.replayed() != last) {
                last = sample.replayed();
                since = System.nanoTime();
            } else if (sample.drained() && System.nanoTime() - since > STOPPED_NANOS) {
                if (cutOff(sample.timeline(), last, to)) {
                    return;
                }
                throw new IOException("Replay of the witness's WAL stopped at " + Lsn.text(last) + ", before "
                        + Lsn.text(to) + ": see the database's log");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        throw new IOException("closed");
    }

    private static int pageHeader(long position) {
        if (position % PAGE != 0) {
            return 0;
        }
        return position % Lsn.SEGMENT == 0 ? LONG_HEADER : SHORT_HEADER;
    }

    /** Whether the record that begins here says that it ends after the witness's WAL. */
    private boolean cutOff(int timeline, long position, long to) throws IOException {
        Path segment = instance.folder.restore().resolve(Lsn.segment(timeline, position));
        if (!Files.exists(segment)) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
            byte[] length = new byte[Integer.BYTES];
            file.seek(position % Lsn.SEGMENT + pageHeader(position));
            file.readFully(length);
            long record = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
            return record > 0 && position + record > to;
        }
    }
}
