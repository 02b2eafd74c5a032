package io.prontuario.workloads.inference.model;

import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.objects.S3Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** {@code s3://bucket/object}, at the endpoint of {@code S3_ENDPOINT}. */
public final class S3Source implements ModelSource {
    private final Optional<String> endpoint;
    private final Optional<S3Store.S3Credentials> credentials;

    private S3Source(Optional<String> endpoint, Optional<S3Store.S3Credentials> credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    /** Reads {@code S3_ENDPOINT}, {@code S3_REGION}, {@code S3_ACCESS_KEY} and {@code S3_SECRET_KEY}; public buckets need no key. */
    public static S3Source from(Settings settings) {
        return new S3Source(
                settings.optional("S3_ENDPOINT").map(text -> text.replaceAll("/+$", "")),
                settings.optional("S3_ACCESS_KEY")
                        .map(key -> new S3Store.S3Credentials(
                                settings.text("S3_REGION", "us-east-1"),
                                key,
                                settings.required("S3_SECRET_KEY", "the secret of S3_ACCESS_KEY"))));
    }

    @Override
    public boolean handles(URI uri) {
        return "s3".equals(uri.getScheme());
    }

    @Override
    public InputStream open(URI uri) throws IOException {
        String base = endpoint.orElseThrow(() -> new IOException(
                "S3_ENDPOINT is not set; set it to the store's address, for example https://objects:9000"));
        if (uri.getAuthority() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IOException("it is not s3://bucket/object");
        }
        return new S3Store(new S3Store.S3Location(URI.create(base), uri.getAuthority(), ""), credentials)
                .open(uri.getPath().substring(1));
    }
}
