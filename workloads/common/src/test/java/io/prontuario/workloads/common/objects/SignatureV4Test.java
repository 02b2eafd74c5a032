package io.prontuario.workloads.common.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureV4Test {
    private static final SignatureV4 PUBLISHED =
            new SignatureV4("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    private static final Instant THEN = Instant.parse("2013-05-24T00:00:00Z");

    @Test
    void signsTheProtocolsPublishedExamples() {
        assertThat(PUBLISHED
                        .sign(
                                "GET",
                                URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                                SignatureV4.EMPTY,
                                Map.of("range", "bytes=0-9"),
                                THEN)
                        .get("Authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void keepsItsSecret() {
        assertThat(PUBLISHED.toString()).doesNotContain("wJalr");
        assertThat(PUBLISHED
                        .sign("GET", URI.create("http://h/b/k"), SignatureV4.EMPTY, Map.of(), THEN)
                        .toString())
                .doesNotContain("wJalr");
    }
}
