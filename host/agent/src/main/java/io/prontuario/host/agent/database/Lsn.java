package io.prontuario.host.agent.database;

/** Places in the WAL: bytes since the beginning, as text, and the name of the segment that holds one. */
final class Lsn {
    static final long SEGMENT = 16L << 20;
    private static final long SEGMENTS_IN_FILE_ID = (1L << 32) / SEGMENT;

    private Lsn() {}

    static long parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no place in the WAL, for example 0/16B3748");
        }
        return (Long.parseLong(text.substring(0, slash), 16) << 32) | Long.parseLong(text.substring(slash + 1), 16);
    }

    static String text(long position) {
        return Long.toHexString(position >>> 32).toUpperCase(java.util.Locale.ROOT) + "/"
                + Long.toHexString(position & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT);
    }

    /** The file that holds the byte at this place. */
    static String segment(int timeline, long position) {
        return segmentNumbered(timeline, position / SEGMENT);
    }

    static String segmentNumbered(int timeline, long number) {
        return "%08X%08X%08X".formatted(timeline, number / SEGMENTS_IN_FILE_ID, number % SEGMENTS_IN_FILE_ID);
    }

    static String history(int timeline) {
        return "%08X.history".formatted(timeline);
    }
}
