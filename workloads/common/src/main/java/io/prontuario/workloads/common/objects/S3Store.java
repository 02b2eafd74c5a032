package io.prontuario.workloads.common.objects;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket behind the S3 protocol, addressed by path, read and written with the AWS SDK. Works with every S3-compatible store,
 * including Google Cloud Storage with an HMAC key.
 */
public final class S3Store implements ObjectStore {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** Longest silence of an open connection. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    /** Longest call, retries included: a whole upload, or until the first byte of a download. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

    private final S3Location location;
    private final Optional<S3Credentials> credentials;
    private @Nullable S3Client client;

    /** @param credentials none for a public bucket */
    public S3Store(S3Location location, Optional<S3Credentials> credentials) {
        this.location = location;
        this.credentials = credentials;
    }

    @Override
    public void put(String key, Path file, String sha256, String mediaType) throws IOException {
        try {
            client().putObject(
                            put -> put.bucket(location.bucket())
                                    .key(location.prefix() + key)
                                    .contentType(mediaType)
                                    .checksumSHA256(Base64.getEncoder()
                                            .encodeToString(HexFormat.of().parseHex(sha256))),
                            RequestBody.fromFile(file));
        } catch (SdkException failed) {
            throw failure("PUT", failed);
        }
    }

    @Override
    public InputStream open(String key) throws IOException {
        try {
            return client().getObject(get -> get.bucket(location.bucket()).key(location.prefix() + key));
        } catch (SdkException failed) {
            throw failure("GET", failed);
        }
    }

    private static IOException failure(String method, SdkException failed) {
        if (failed instanceof S3Exception answered) {
            return answered.statusCode() == 404
                    ? new FileNotFoundException("no such object")
                    : new IOException("the object store answered " + answered.statusCode() + " to " + method, failed);
        }
        if (failed instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return new InterruptedIOException("interrupted during " + method);
        }
        return new IOException("the object store did not answer to " + method + ": " + failed.getMessage(), failed);
    }

    /** Created at the first call: loading the SDK takes longer than the rest of the service's start. */
    private synchronized S3Client client() {
        S3Client created = client;
        if (created == null) {
            created = S3Client.builder()
                    .endpointOverride(location.endpoint())
                    .region(Region.of(credentials.map(S3Credentials::region).orElse("us-east-1")))
                    .credentialsProvider(
                            credentials.isPresent()
                                    ? StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                            credentials.get().accessKey(),
                                            credentials.get().secretKey()))
                                    : AnonymousCredentialsProvider.create())
                    .forcePathStyle(true)
                    // stores other than Amazon's do not all understand chunked uploads and trailing checksums
                    .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .overrideConfiguration(
                            call -> call.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(CALL_TIMEOUT))
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT_TIMEOUT)
                            .socketTimeout(SOCKET_TIMEOUT))
                    .build();
            client = created;
        }
        return created;
    }

    /**
     * An access key of an S3-compatible store.
     *
     * @param region for example {@code us-east-1}; stores without regions accept any
     */
    public record S3Credentials(String region, String accessKey, String secretKey) {
        /** Omits the secret. */
        @Override
        public String toString() {
            return "S3Credentials[" + accessKey + ", " + region + "]";
        }
    }

    /**
     * Where objects are.
     *
     * @param endpoint address of the store
     * @param prefix put before every key; empty, or ends with a slash
     */
    public record S3Location(URI endpoint, String bucket, String prefix) {
        /**
         * Splits an address with the bucket as the first segment of its path, for example
         * {@code https://objects.hospital.example/documents}; further segments become the prefix.
         *
         * @return empty if the address names no bucket
         */
        public static Optional<S3Location> of(URI address) {
            String path = String.valueOf(address.getPath()).replaceAll("^/+|/+$", "");
            if (address.getAuthority() == null || address.getPath() == null || path.isEmpty()) {
                return Optional.empty();
            }
            String[] parts = path.split("/", 2);
            return Optional.of(new S3Location(
                    URI.create(address.getScheme() + "://" + address.getRawAuthority()),
                    parts[0],
                    parts.length == 1 ? "" : parts[1] + "/"));
        }
    }
}
