package io.prontuario.workloads.inference.model;

import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.Sha256;
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
 * Downloads a model file to a volume. Readers see either no file or the complete, verified and durable one: the download goes to
 * a temporary file beside the target, is verified while it is written, flushed, and renamed atomically.
 */
public final class ModelFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFetcher.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 1 << 17;

    private final List<ModelSource> sources;

    /** @param sources the first one that handles the scheme of a URI is used */
    public ModelFetcher(List<ModelSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** A fetcher for all supported schemes. */
    public static ModelFetcher standard() {
        return new ModelFetcher(List.of(
                new FileSource(),
                new HttpSource(),
                GcsSource.from(Settings.ofProcess()),
                S3Source.from(Settings.ofProcess())));
    }

    /** The result of a fetch. */
    public enum FetchResult {
        /** The verified file was already present. */
        ALREADY_PRESENT,
        /** The file was downloaded. */
        FETCHED
    }

    /** Fetches content of unknown size; see {@link #fetch(String, String, Path, OptionalLong)}. */
    public FetchResult fetch(String uriText, String sha256, Path target) throws ModelException {
        return fetch(uriText, sha256, target, OptionalLong.empty());
    }

    /**
     * Makes {@code target} hold the content with this checksum; downloads it unless it is already there.
     *
     * @param sha256 64 lowercase hexadecimal digits
     * @param size bytes of the content, if known: the download does not start when the volume has less room, and stops when the
     *     source sends more
     * @throws ModelException when the download fails, or the content has another size or checksum; the target is then unchanged
     */
    public FetchResult fetch(String uriText, String sha256, Path target, OptionalLong size) throws ModelException {
        if (!SHA256.matcher(sha256).matches()) {
            throw new ModelException("sha256 '" + sha256
                    + "' is not 64 lowercase hexadecimal digits; correct it in the platform object");
        }
        URI uri = parse(uriText);
        ModelSource source = sourceOf(uri);
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            if (Files.isRegularFile(target) && Checksums.sha256(target).equals(sha256)) {
                LOG.info("model {} is already present and has the right checksum", target.getFileName());
                return FetchResult.ALREADY_PRESENT;
            }
            Files.deleteIfExists(temporary); // frees the space that an interrupted download holds
            requireSpace(target, size);
            long started = System.nanoTime();
            long bytes = download(source, uri, temporary, sha256, size);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(target);
            LOG.info(
                    "model {} downloaded: {} bytes, verified, in {} ms",
                    target.getFileName(),
                    bytes,
                    (System.nanoTime() - started) / 1_000_000);
            return FetchResult.FETCHED;
        } catch (IOException failed) {
            discard(temporary);
            throw new ModelException(
                    "download of " + uri + " to " + target + " failed: " + failed.getMessage(), failed);
        } catch (ModelException refused) {
            discard(temporary);
            throw refused;
        }
    }

    private static URI parse(String text) throws ModelException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new ModelException(
                    "source '" + text + "' is not a URI; correct it in the platform object", malformed);
        }
    }

    private ModelSource sourceOf(URI uri) throws ModelException {
        for (ModelSource source : sources) {
            if (source.handles(uri)) {
                return source;
            }
        }
        throw new ModelException("source '" + uri + "' has an unsupported scheme; use file, http, https, gs or s3");
    }

    private static void requireSpace(Path target, OptionalLong size) throws IOException, ModelException {
        Path volume = target.toAbsolutePath().getParent();
        if (volume == null || size.isEmpty()) {
            return;
        }
        long space = Files.getFileStore(volume).getUsableSpace();
        if (space < size.getAsLong()) {
            throw new ModelException("model " + target.getFileName() + " has " + size.getAsLong()
                    + " bytes, but its volume has only " + space
                    + " bytes free; make the volume larger or use a smaller model");
        }
    }

    private static long download(ModelSource source, URI uri, Path temporary, String expected, OptionalLong size)
            throws IOException, ModelException {
        MessageDigest digest = Sha256.newDigest();
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
                    throw wrongSize(uri, "more than ", size.getAsLong());
                }
            }
            if (size.isPresent() && bytes < size.getAsLong()) {
                throw wrongSize(uri, bytes + " instead of ", size.getAsLong());
            }
            String actual = Sha256.hex(digest);
            if (!actual.equals(expected)) {
                throw new ModelException(
                        uri + " has sha256 " + actual + " (" + bytes + " bytes), but the platform object requires "
                                + expected + "; correct the checksum in the object, or restore the source");
            }
            out.force(true);
        }
        return bytes;
    }

    private static ModelException wrongSize(URI uri, String actual, long size) {
        return new ModelException(uri + " has " + actual + "the " + size
                + " bytes that the platform object requires; correct the size in the object, or restore the source");
    }

    /** A rename is durable only after its folder is flushed. */
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
            LOG.warn("the temporary file {} could not be deleted: {}", temporary, leftBehind.getMessage());
        }
    }
}
