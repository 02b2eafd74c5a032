package io.prontuario.host.agent.witness;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment of the WAL, as {@code pg_receivewal} names it.
 *
 * @param number counts segments from the beginning of the WAL
 * @param partial whether it is not complete yet
 */
record WalFile(Path path, int timeline, long number, boolean partial) {
    /** PostgreSQL's default; the platform makes its clusters with it. */
    static final long SEGMENT = 16L << 20;

    private static final long SEGMENTS_IN_FILE_ID = (1L << 32) / SEGMENT;
    private static final String PARTIAL = ".partial";
    private static final Pattern NAME = Pattern.compile("([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})(\\.partial)?");
    private static final Pattern HISTORY = Pattern.compile("([0-9A-F]{8})\\.history");

    static Optional<WalFile> of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(name.group(2), 16) * SEGMENTS_IN_FILE_ID + Long.parseLong(name.group(3), 16);
        return Optional.of(new WalFile(path, timeline(name.group(1)), number, name.group(4) != null));
    }

    /** The timeline of a complete segment's or a timeline history's name; empty for any other text. */
    static Optional<Integer> timelineOf(String name) {
        Matcher segment = NAME.matcher(name);
        if (segment.matches() && segment.group(4) == null) {
            return Optional.of(timeline(segment.group(1)));
        }
        Matcher history = HISTORY.matcher(name);
        return history.matches() ? Optional.of(timeline(history.group(1))) : Optional.empty();
    }

    /** The name that a segment has while it is not complete. */
    static String partial(String name) {
        return name + PARTIAL;
    }

    long start() {
        return number * SEGMENT;
    }

    private static int timeline(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }
}
