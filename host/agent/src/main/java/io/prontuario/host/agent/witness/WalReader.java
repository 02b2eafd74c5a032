package io.prontuario.host.agent.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the complete records of a WAL end, as {@code pg_waldump} does; a test compares them. In this process, because the answer
 * is needed several times a second on a small box. Positions are bytes since the beginning of the WAL.
 */
final class WalReader {
    static final int PAGE = 8192;

    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;
    private static final int CONTINUES_A_RECORD = 0x1;
    private static final int HAS_LONG_HEADER = 0x2;
    private static final int REPLACES_A_RECORD = 0x8;

    private static final int RECORD_HEADER = 24;
    private static final int INFO_AT = 16;
    private static final int RESOURCE_MANAGER_AT = 17;
    private static final int CHECKSUM_AT = 20;
    private static final int LONGEST_RECORD = 1020 << 20;
    private static final int XLOG = 0;
    private static final int SWITCH = 0x40;
    private static final int ALIGNMENT = 8;
    private static final long NONE = -1;

    private final Pages pages;
    private long loaded = NONE;
    private byte[] page = new byte[0];

    WalReader(Pages pages) {
        this.pages = pages;
    }

    /** Where pages come from. */
    interface Pages {
        /** The page that begins at this position; null where there is none. */
        byte @Nullable [] at(long position) throws IOException;
    }

    /** A page's header. {@code rest}: bytes of the record that began before this page and are not in an earlier one. */
    private record Header(int flags, int rest) {
        int size() {
            return (flags & HAS_LONG_HEADER) != 0 ? LONG_HEADER : SHORT_HEADER;
        }
    }

    /** The end of the last complete record; {@code from}, at which a record begins, when there is none. */
    long end(long from) throws IOException {
        loaded = NONE;
        long end = from;
        for (long next = next(end); next != NONE; next = next(end)) {
            end = next;
        }
        return end;
    }

    /** Where the first record begins at or after this beginning of a segment. */
    OptionalLong first(long segment) throws IOException {
        loaded = NONE;
        for (long at = segment; ; at += PAGE) {
            Header header = header(at);
            if (header == null) {
                return OptionalLong.empty();
            }
            if (header.rest() == 0) {
                return OptionalLong.of(at);
            }
            if (header.rest() <= PAGE - header.size()) {
                return OptionalLong.of(aligned(at + header.size() + header.rest()));
            }
        }
    }

    /** The end of the record that begins here; {@link #NONE} when it is not complete. */
    private long next(long from) throws IOException {
        long at = from;
        if (at % PAGE == 0) {
            Header header = header(at);
            if (header == null || header.rest() != 0) {
                return NONE;
            }
            at += header.size();
        } else if (header(at - at % PAGE) == null) {
            return NONE;
        }
        int length = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt((int) (at % PAGE));
        if (length < RECORD_HEADER || length > LONGEST_RECORD) {
            return NONE;
        }
        byte[] head = new byte[RECORD_HEADER];
        CRC32C checksum = new CRC32C();
        int read = 0;
        while (read < length) {
            if (at % PAGE == 0) {
                Header header = header(at);
                if (header == null) {
                    return NONE;
                }
                if ((header.flags() & REPLACES_A_RECORD) != 0) {
                    // The writer crashed in the middle of this record, and went on with another one here.
                    return next(at);
                }
                if ((header.flags() & CONTINUES_A_RECORD) == 0 || header.rest() != length - read) {
                    return NONE;
                }
                at += header.size();
            }
            int offset = (int) (at % PAGE);
            int count = Math.min(length - read, PAGE - offset);
            int ofHead = Math.max(0, Math.min(RECORD_HEADER - read, count));
            System.arraycopy(page, offset, head, Math.min(read, RECORD_HEADER), ofHead);
            checksum.update(page, offset + ofHead, count - ofHead);
            at += count;
            read += count;
        }
        checksum.update(head, 0, CHECKSUM_AT);
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if ((int) checksum.getValue() != header.getInt(CHECKSUM_AT)) {
            return NONE;
        }
        boolean switches = head[RESOURCE_MANAGER_AT] == XLOG && (head[INFO_AT] & 0xF0) == SWITCH;
        // Nothing more is in a segment after a switch.
        return switches ? (aligned(at) + WalFile.SEGMENT - 1) / WalFile.SEGMENT * WalFile.SEGMENT : aligned(at);
    }

    /** Loads the page; null when it is not there, or was not written yet. */
    private @Nullable Header header(long at) throws IOException {
        if (loaded != at) {
            byte[] found = pages.at(at);
            loaded = found == null ? NONE : at;
            page = found == null ? new byte[0] : found;
        }
        if (loaded == NONE) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        boolean written = header.getShort(0) != 0 && header.getLong(8) == at;
        return written ? new Header(header.getShort(2), header.getInt(16)) : null;
    }

    private static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
