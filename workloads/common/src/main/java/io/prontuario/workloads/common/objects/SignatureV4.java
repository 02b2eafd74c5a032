package io.prontuario.workloads.common.objects;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as the S3 protocol asks (version 4, whole payload). Every S3-compatible store takes it, Google Cloud Storage
 * with an HMAC key too.
 *
 * @param region for example {@code us-east-1}; stores without regions take any
 * @param accessKey names the secret
 * @param secretKey never leaves this process
 */
public record SignatureV4(String region, String accessKey, String secretKey) {
    /** SHA-256 of no bytes: the payload of a GET. */
    public static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * The headers that the request needs besides its own; those must be sent as they are given here.
     *
     * @param uri with its path encoded as it is sent
     * @param payloadSha256 lowercase hex
     * @param own further headers to sign, names in lower case
     */
    public Map<String, String> sign(
            String method, URI uri, String payloadSha256, Map<String, String> own, Instant now) {
        String stamp = STAMP.format(now);
        SortedMap<String, String> signed = new TreeMap<>(own);
        signed.put("host", uri.getAuthority());
        signed.put("x-amz-content-sha256", payloadSha256);
        signed.put("x-amz-date", stamp);
        StringBuilder headers = new StringBuilder();
        signed.forEach((name, value) ->
                headers.append(name).append(':').append(value.strip()).append('\n'));
        String names = String.join(";", signed.keySet());
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String canonical = String.join("\n", method, uri.getRawPath(), query, headers, names, payloadSha256);
        String scope = stamp.substring(0, 8) + "/" + region + "/s3/aws4_request";
        String toSign = String.join("\n", ALGORITHM, stamp, scope, sha256(canonical));
        byte[] key = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), stamp.substring(0, 8));
        for (String part : new String[] {region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        Map<String, String> added = new TreeMap<>(signed);
        added.remove("host"); // the client sends it by itself
        added.put(
                "Authorization",
                ALGORITHM + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + HexFormat.of().formatHex(hmac(key, toSign)));
        return added;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "SignatureV4[" + accessKey + ", " + region + "]";
    }
}
