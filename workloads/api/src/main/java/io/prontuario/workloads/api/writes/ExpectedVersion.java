package io.prontuario.workloads.api.writes;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a change was made from (HTTP's {@code If-Match}): a change of another version would overwrite what its
 * author has not seen.
 *
 * @param version empty if any version may be changed
 */
public record ExpectedVersion(OptionalLong version) {
    private static final Pattern FORM = Pattern.compile("\"([0-9]{1,18})\"");

    /** Any version. */
    public static ExpectedVersion any() {
        return new ExpectedVersion(OptionalLong.empty());
    }

    /** Parses {@code "3"} or {@code *}; empty for anything else. */
    public static Optional<ExpectedVersion> of(String ifMatch) {
        if (ifMatch.strip().equals("*")) {
            return Optional.of(any());
        }
        Matcher parts = FORM.matcher(ifMatch.strip());
        return parts.matches()
                ? Optional.of(new ExpectedVersion(OptionalLong.of(Long.parseLong(parts.group(1)))))
                : Optional.empty();
    }

    /** The entity tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    boolean allows(long current) {
        return version.isEmpty() || version.getAsLong() == current;
    }
}
