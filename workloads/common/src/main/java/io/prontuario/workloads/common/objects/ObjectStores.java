package io.prontuario.workloads.common.objects;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the store that the settings name. */
public final class ObjectStores {
    private ObjectStores() {}

    /**
     * Reads {@code OBJECTS_URL} ({@code s3+https://host/bucket}, {@code s3+http://…}, {@code file:///folder}),
     * {@code OBJECTS_REGION}, {@code OBJECTS_ACCESS_KEY}, {@code OBJECTS_SECRET_KEY}; empty without a URL.
     */
    public static Optional<ObjectStore> from(Settings settings) {
        return settings.optional("OBJECTS_URL").map(url -> store(url, settings));
    }

    private static ObjectStore store(String url, Settings settings) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingException("OBJECTS_URL", "'" + url + "' is not a URL");
        }
        String scheme = String.valueOf(uri.getScheme());
        return switch (scheme) {
            case "file" -> new FolderStore(Path.of(uri.getPath()));
            case "s3+http", "s3+https" -> {
                if (uri.getPath() == null || uri.getPath().length() < 2) {
                    throw new InvalidSettingException("OBJECTS_URL", "'" + url + "' names no bucket after the host");
                }
                yield new S3Store(
                        URI.create(url.substring("s3+".length())),
                        Optional.of(new SignatureV4(
                                settings.text("OBJECTS_REGION", "us-east-1"),
                                settings.required("OBJECTS_ACCESS_KEY", "an access key of the bucket"),
                                settings.required("OBJECTS_SECRET_KEY", "its secret"))));
            }
            default -> throw new InvalidSettingException(
                    "OBJECTS_URL", "'" + url + "' is none of s3+https://host/bucket, s3+http://… and file:///folder");
        };
    }
}
