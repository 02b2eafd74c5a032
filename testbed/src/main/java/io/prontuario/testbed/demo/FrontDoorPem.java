package io.prontuario.testbed.demo;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits HAProxy's PEM text of certificates and key into the two entries of a TLS Secret. */
final class FrontDoorPem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----.*?-----END \\1-----\\n?", Pattern.DOTALL);

    private FrontDoorPem() {}

    static Map<String, String> split(String pem) {
        Matcher blocks = BLOCK.matcher(pem);
        Map<Boolean, String> byKind = blocks.results()
                .collect(Collectors.partitioningBy(
                        block -> block.group(1).endsWith("PRIVATE KEY"),
                        Collectors.mapping(java.util.regex.MatchResult::group, Collectors.joining("\n"))));
        return Map.of("tls.crt", byKind.getOrDefault(false, ""), "tls.key", byKind.getOrDefault(true, ""));
    }
}
