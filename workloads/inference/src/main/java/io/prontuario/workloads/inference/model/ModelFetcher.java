package io.prontuario.workloads.inference.model;

import io.prontuario.workloads.common.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a model file to a volume so that a reader sees either nothing or the whole, verified, durable file: temporary file
 * beside the target, checksum while writing, fsync, atomic rename, fsync of the folder.
 */
public final class ModelFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFetcher.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 1 << 17;

    private final List<ModelSource> sources;

    /** @param sources asked in order; the first that handles the scheme is used */
    public ModelFetcher(List<ModelSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** A fetcher for every scheme that this build knows. */
    public static ModelFetcher standard() {
        return new ModelFetcher(List.of(
                new FileSource(),
                new HttpSource(),
                GcsSource.from(Settings.ofProcess()),
                S3Source.from(Settings.ofProcess())));
    }

    /** What a fetch did. */
    public enum Outcome {
        /** The verified file was already there. */
        ALREADY_THERE,
        /** It was fetched now. */
        FETCHED
    }

    /** The same without a known size. */
    public Outcome fetch(String uriText, String sha256, Path target) throws ModelException {
        return fetch(uriText, sha256, target, OptionalLong.empty());
    }

    /**
     * Makes sure that {@code target} holds the content with this checksum.
     *
     * @param size of the content in bytes where it is known: nothing is begun that the volume cannot hold, and a source that
     *     sends more is not heard out
     * @throws ModelException when it cannot be fetched or is something else; the target is then untouched
     */
    public Outcome fetch(String uriText, String sha256, Path target, OptionalLong size) throws ModelException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new ModelException(
                    "sha256 '" + sha256 + "' is not 64 lowercase hexadecimal digits; correct it in the object");
        }
        URI uri = parse(uriText);
        ModelSource source = sourceOf(uri);
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            if (Files.isRegularFile(target) && Checksums.sha256(target).equals(sha256)) {
                LOG.info("model {} is already there and verified", target.getFileName());
                return Outcome.ALREADY_THERE;
            }
            Files.deleteIfExists(temporary); // what a killed fetch left takes the place that this one needs
            requireRoom(target, size);
            long started = System.nanoTime();
            long bytes = download(source, uri, temporary, sha256, size);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(target);
            LOG.info(
                    "model {} fetched: {} bytes verified in {} ms",
                    target.getFileName(),
                    bytes,
                    (System.nanoTime() - started) / 1_000_000);
            return Outcome.FETCHED;
        } catch (IOException failed) {
            discard(temporary);
            throw new ModelException("fetching " + uri + " to " + target + " failed: " + failed.getMessage(), failed);
        } catch (ModelException refused) {
            discard(temporary);
            throw refused;
        }
    }

    private static URI parse(String text) throws ModelException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new ModelException("source '" + text + "' is not a URI; correct it in the object", malformed);
        }
    }

    private ModelSource sourceOf(URI uri) throws ModelException {
        for (ModelSource source : sources) {
            if (source.handles(uri)) {
                return source;
            }
        }
        throw new ModelException(
                "source '" + uri + "' has a scheme that is not supported; use file, http, https, gs or s3");
    }

    private static void requireRoom(Path target, OptionalLong size) throws IOException, ModelException {
        Path volume = target.toAbsolutePath().getParent();
        if (volume == null || size.isEmpty()) {
            return;
        }
        long room = Files.getFileStore(volume).getUsableSpace();
        if (room < size.getAsLong()) {
            throw new ModelException("model " + target.getFileName() + " has " + size.getAsLong()
                    + " bytes, but its volume has room for " + room
                    + "; make the volume larger or use a smaller model");
        }
    }

    private static long download(ModelSource source, URI uri, Path temporary, String expected, OptionalLong size)
            throws IOException, ModelException {
        MessageDigest digest = Checksums.sha256();
        long bytes = 0;
        try (InputStream in = source.open(uri);
                FileChannel out = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
                while (chunk.hasRemaining()) {
                    out.write(chunk);
                }
                bytes += read;
                if (size.isPresent() && bytes > size.getAsLong()) {
                    throw otherSize(uri, "more than", size.getAsLong());
                }
            }
            if (size.isPresent() && bytes < size.getAsLong()) {
                throw otherSize(uri, bytes + " instead of", size.getAsLong());
            }
            String actual = Checksums.hex(digest);
            if (!actual.equals(expected)) {
                throw new ModelException(
                        uri + " has sha256 " + actual + " (" + bytes + " bytes) but " + expected
                                + " is required; it is refused. Either the source changed or the object names the wrong checksum");
            }
            out.force(true);
        }
        return bytes;
    }

    private static ModelException otherSize(URI uri, String had, long size) {
        return new ModelException(
                uri + " has " + had + " the " + size
                        + " bytes that the object names; it is refused. Either the source changed or the object names the wrong size");
    }

    /** A rename is durable once its folder is. */
    private static void syncFolder(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException leftBehind) {
            LOG.warn("{} could not be deleted: {}", temporary, leftBehind.getMessage());
        }
    }
}
