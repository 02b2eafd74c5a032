package io.prontuario.crds.v1alpha1;

import java.util.Map;
import java.util.Optional;

/** Descriptions of the schema's text formats, for messages. */
public final class Formats {
    /** @param what completes the message "x is not ..." @param remedy what to write */
    public record Format(String what, String remedy) {}

    private static final Map<String, Format> BY_PATTERN = Map.ofEntries(
            Map.entry(
                    Patterns.NAME,
                    new Format("a name", "write lower-case letters, digits and -, at most 30, starting with a letter")),
            Map.entry(
                    Patterns.OBJECT_NAME,
                    new Format("a Kubernetes object's name", "write lower-case letters, digits, - and .")),
            Map.entry(
                    Patterns.ADDRESS,
                    new Format("an address", "write an IP address or a DNS name, without scheme and port")),
            Map.entry(Patterns.IMAGE, new Format("an image reference", "write REGISTRY/NAME:TAG@sha256:DIGEST")),
            Map.entry(
                    Patterns.SHA256,
                    new Format("a SHA-256", "write the 64 lower-case hexadecimal digits that sha256sum FILE prints")),
            Map.entry(
                    Patterns.PATH,
                    new Format(
                            "a path",
                            "write the path from the first /: letters, digits and -._~%:@!*+,=/, without query")),
            Map.entry(
                    Patterns.SOURCE,
                    new Format("a source", "write a URI that starts with https://, http://, gs:// or file:/")),
            Map.entry(Patterns.TIME, new Format("a time", "write an RFC 3339 time such as 2026-01-31T06:00:00Z")),
            Map.entry(
                    Patterns.TIME_ZONE,
                    new Format("a time zone", "write its name in the IANA database, such as America/Sao_Paulo")),
            Map.entry(
                    Patterns.PROJECT,
                    new Format("a Google Cloud project", "write its id: 6 to 30 lower-case letters, digits and -")),
            Map.entry(Patterns.DNS_NAME, new Format("a DNS name", "write it in lower case, without the final dot")),
            Map.entry(Patterns.IPV4, new Format("an IPv4 address", "write four numbers separated by dots")),
            Map.entry(
                    Patterns.SQL_NAME,
                    new Format("a PostgreSQL name", "write lower-case letters, digits and _, starting with a letter")),
            Map.entry(
                    Patterns.REQUEST_ID,
                    new Format("a request's id", "write lower-case letters, digits, - and ., at most 63")),
            Map.entry(Patterns.SERVER, new Format("a name server", "write ADDRESS or ADDRESS:PORT")),
            Map.entry(Patterns.KEY_NAME, new Format("a key's name", "write the name that the name server uses")),
            Map.entry(Patterns.WEB_URL, new Format("a URL", "write a URL that starts with https://")),
            Map.entry(
                    Patterns.ROOT_URL,
                    new Format("a root URL", "write a URL that starts with https:// and ends with /")),
            Map.entry(Patterns.ZONE, new Format("a Cloud DNS zone", "write the zone's name, not its DNS name")));

    private Formats() {}

    /** The format of a pattern; empty for durations and schedules, which have their own rules. */
    public static Optional<Format> describe(String pattern) {
        return Optional.ofNullable(BY_PATTERN.get(pattern));
    }
}
