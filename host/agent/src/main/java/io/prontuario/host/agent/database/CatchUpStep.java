package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.PemTls;
import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Fetches the WAL that a fenced witness has beyond this box's, and replays it. */
final class CatchUpStep {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration FETCH = Duration.ofSeconds(30);
    private static final long STOPPED_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long POLL_MILLIS = 20;
    private static final long PAGE = 8192;
    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;

    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final TlsFiles tls;
    private final Path token;
    private final BooleanSupplier closed;

    CatchUpStep(Instance instance, JsonStore<DatabaseState> store, TlsFiles tls, Path token, BooleanSupplier closed) {
        this.instance = instance;
        this.store = store;
        this.tls = tls;
        this.token = token;
        this.closed = closed;
    }

    void fetch(Step.FetchWal step) throws IOException, SQLException {
        WitnessReport witness = step.wal();
        long epoch = store.get().held().epoch();
        Sample sample = Sample.take(instance.sql());
        Path folder = instance.folder.restore();
        InstanceFiles.delete(folder);
        instance.files.folder(folder);
        download(step.source(), epoch, sample, witness);
        instance.files.write(instance.folder.configuration("stream.conf"), Configuration.restoring(instance.folder));
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
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(PemTls.client(tls.authorities()))
                .build();
        URI base = URI.create("https://" + source.address() + ":" + source.agentPort() + "/v1/data/wal/" + epoch + "/");
        for (int timeline = sample.timeline() + 1; timeline <= witness.timeline(); timeline++) {
            get(http, base, Lsn.history(timeline), false);
        }
        long last = (witness.to() - 1) / Lsn.SEGMENT;
        for (long number = sample.replayed() / Lsn.SEGMENT; number <= last; number++) {
            boolean found = false;
            for (int timeline = sample.timeline(); timeline <= witness.timeline(); timeline++) {
                found |= get(http, base, Lsn.segmentNumbered(timeline, number), true);
            }
            if (!found) {
                throw new IOException("The witness does not have the WAL from " + Lsn.text(number * Lsn.SEGMENT)
                        + ", which it reported");
            }
        }
        InstanceFiles.sync(instance.folder.restore());
    }

    private boolean get(HttpClient http, URI base, String name, boolean segment) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(name))
                .timeout(FETCH)
                .header("Authorization", "Bearer " + Files.readString(token).trim())
                .build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() == 404) {
                return false;
            }
            if (response.statusCode() != 200) {
                throw new IOException(base.resolve(name) + " answered " + response.statusCode());
            }
            Path part = instance.folder.restore().resolve("." + name);
            Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                if (segment && channel.size() < Lsn.SEGMENT) {
                    // PostgreSQL takes whole segments only; the end of this one was never written.
                    channel.write(ByteBuffer.allocate(1), Lsn.SEGMENT - 1);
                }
                channel.force(true);
            }
            instance.files.give(part);
            Files.move(part, part.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
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
