package io.prontuario.workloads.common.objects;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Selects the object store from the settings. */
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
        return switch (String.valueOf(uri.getScheme())) {
            case "file" -> new FolderStore(Path.of(uri.getPath()));
            case "s3+http", "s3+https" -> new S3Store(
                    S3Store.S3Location.of(URI.create(url.substring("s3+".length())))
                            .orElseThrow(() -> new InvalidSettingException(
                                    "OBJECTS_URL",
                                    "'" + url + "' names no bucket after the host; write s3+https://host/bucket")),
                    Optional.of(new S3Store.S3Credentials(
                            settings.text("OBJECTS_REGION", "us-east-1"),
                            settings.required("OBJECTS_ACCESS_KEY", "the access key of the bucket"),
                            settings.required("OBJECTS_SECRET_KEY", "the secret of OBJECTS_ACCESS_KEY"))));
            default -> throw new InvalidSettingException(
                    "OBJECTS_URL",
                    "'" + url + "' has an unknown scheme; use s3+https://host/bucket, s3+http://… or file:///folder");
        };
    }
}
