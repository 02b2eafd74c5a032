package io.prontuario.host.protocol;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The parts of a PEM text, in their order. Text between them is allowed, as {@code openssl x509 -text} writes it. */
final class PemText {
    private static final Pattern PART =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<Part> parts;

    PemText(String text) {
        this.parts = PART.matcher(text)
                .results()
                .map(match -> new Part(match.group(1), match.group(2)))
                .toList();
    }

    /** The parts of these kinds, for example {@code CERTIFICATE}. */
    List<Part> parts(List<String> kinds) {
        return parts.stream().filter(part -> kinds.contains(part.kind())).toList();
    }

    /**
     * @param kind what its first line says that it is
     * @param body between its first and last line
     */
    record Part(String kind, String body) {
        /** Keys of the older kinds say so in a header. */
        boolean isEncrypted() {
            return kind.startsWith("ENCRYPTED ") || body.contains("Proc-Type: 4,ENCRYPTED");
        }

        /** @throws IllegalArgumentException when it is not Base64 */
        byte[] der() {
            return Base64.getDecoder().decode(SPACE.matcher(body).replaceAll(""));
        }
    }
}
