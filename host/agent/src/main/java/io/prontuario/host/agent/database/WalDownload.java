package io.prontuario.host.agent.database;

import io.prontuario.host.agent.http.TlsFiles;
import io.prontuario.host.agent.state.DurableFile;
import io.prontuario.host.protocol.PemTls;
import io.prontuario.host.protocol.data.DataOrder.Source;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Fetches files of a fenced witness's WAL into a folder. What was fetched whole is not fetched again after a failure: the WAL of a
 * fenced witness does not change.
 */
final class WalDownload {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** Says which WAL the folder has, while it is not complete. PostgreSQL asks for no such name. */
    private static final String OF = ".of";

    private final Path folder;
    private final InstanceFiles files;
    private final Access access;
    private final BooleanSupplier cancelled;

    /**
     * @param tls whom to trust
     * @param token file of the bearer token
     * @param limit for each file, its body included
     */
    record Access(TlsFiles tls, Path token, Duration limit) {}

    /** @param cancelled asked while a file is fetched; when true that fails */
    WalDownload(Path folder, InstanceFiles files, Access access, BooleanSupplier cancelled) {
        this.folder = folder;
        this.files = files;
        this.access = access;
        this.cancelled = cancelled;
    }

    /** Begins to fetch this WAL, or goes on. Another one's files are deleted. */
    Fetch begin(Source witness, long epoch, String wal) throws IOException {
        Path of = folder.resolve(OF);
        if (!DurableFile.read(of).equals(wal)) {
            InstanceFiles.delete(folder);
            files.folder(folder);
            DurableFile.write(of, wal);
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(PemTls.client(access.tls().authorities()))
                .build();
        return new Fetch(http, witness.agent().resolve("/v1/data/wal/" + epoch + "/"));
    }

    /** What is there is to be used. After a failure everything is fetched anew: what did not work may be in a file. */
    void complete() throws IOException {
        Files.deleteIfExists(folder.resolve(OF));
        InstanceFiles.sync(folder);
    }

    /** Files of one witness's WAL. */
    final class Fetch {
        private final HttpClient http;
        private final URI base;

        private Fetch(HttpClient http, URI base) {
            this.http = http;
            this.base = base;
        }

        /** @return whether the witness has it */
        boolean history(String name) throws IOException {
            return get(name, 0);
        }

        /** @return whether the witness has it */
        boolean segment(String name) throws IOException {
            return get(name, Lsn.SEGMENT);
        }

        private boolean get(String name, long size) throws IOException {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                return true;
            }
            // A name of its own: a body that was given up may still be written for a moment.
            Path part = Files.createTempFile(folder, "." + name, ".part");
            try {
                return isSent(name, part, size) && isKept(part, file);
            } finally {
                Files.deleteIfExists(part);
            }
        }

        private boolean isSent(String name, Path part, long size) throws IOException {
            int status = fetch(name, part);
            if (status == NOT_FOUND) {
                return false;
            }
            if (status != OK) {
                throw new IOException(base.resolve(name) + " answered " + status);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                if (channel.size() < size) {
                    // PostgreSQL takes whole segments only; the end of this one was never written.
                    channel.write(ByteBuffer.allocate(1), size - 1);
                }
                channel.force(true);
            }
            return true;
        }

        private boolean isKept(Path part, Path file) throws IOException {
            files.give(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }

        /** The request's own timeout covers the headers only, and a witness can die while it sends a body. */
        private int fetch(String name, Path part) throws IOException {
            HttpRequest request = HttpRequest.newBuilder(base.resolve(name))
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(access.token()).trim())
                    .build();
            CompletableFuture<HttpResponse<Path>> answer = http.sendAsync(request, info -> body(info, part));
            long end = System.nanoTime() + access.limit().toNanos();
            try {
                while (!cancelled.getAsBoolean() && System.nanoTime() < end) {
                    try {
                        return answer.get(POLL.toMillis(), TimeUnit.MILLISECONDS)
                                .statusCode();
                    } catch (TimeoutException e) {
                        // Asked again whether somebody still wants it.
                    }
                }
                throw new IOException(base.resolve(name) + " was not sent within "
                        + access.limit().toSeconds() + " s, or is not wanted any more");
            } catch (ExecutionException e) {
                throw new IOException(base.resolve(name) + ": " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } finally {
                answer.cancel(true);
            }
        }
    }

    private static BodySubscriber<Path> body(ResponseInfo info, Path part) {
        return info.statusCode() == OK ? BodySubscribers.ofFile(part) : BodySubscribers.replacing(part);
    }
}
