package io.prontuario.host.agent.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** WAL as PostgreSQL 15 writes it, for tests: pages with headers, records with checksums. */
final class WalText {
    private static final int HEADER = 24;
    private static final int LONG_HEADER = 40;
    private static final short MAGIC = (short) 0xD110;
    private static final int CHECKSUM_AT = 20;

    private final long start;
    private final byte[] bytes;
    private long end;

    /** @param segments how many segments there is room for, from segment {@code first} on */
    WalText(long first, int segments) {
        start = first * WalFile.SEGMENT;
        bytes = new byte[(int) (segments * WalFile.SEGMENT)];
        end = start;
    }

    long end() {
        return end;
    }

    /** Appends a record of this length; returns its end. */
    long record(int length) {
        return record(length, 0, 10);
    }

    /** Appends the record after which the rest of a segment is empty. */
    long switchSegment() {
        record(HEADER, 0x40, 0);
        end = (end + WalFile.SEGMENT - 1) / WalFile.SEGMENT * WalFile.SEGMENT;
        return end;
    }

    private long record(int length, int info, int resourceManager) {
        ByteBuffer record = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(record.array(), HEADER, length, (byte) 7);
        record.putInt(0, length).put(16, (byte) info).put(17, (byte) resourceManager);
        CRC32C checksum = new CRC32C();
        checksum.update(record.array(), HEADER, length - HEADER);
        checksum.update(record.array(), 0, CHECKSUM_AT);
        record.putInt(CHECKSUM_AT, (int) checksum.getValue());
        int written = 0;
        while (written < length) {
            if (end % WalReader.PAGE == 0) {
                header(written == 0 ? 0 : 1, length - written == length ? 0 : length - written);
            }
            int count = Math.min(length - written, WalReader.PAGE - (int) (end % WalReader.PAGE));
            System.arraycopy(record.array(), written, bytes, (int) (end - start), count);
            written += count;
            end += count;
        }
        end = (end + 7) / 8 * 8;
        return end;
    }

    /** Goes on at the next page, as a writer does that crashed in the middle of a record. */
    void replaceRecordAtNextPage() {
        end = (end + WalReader.PAGE - 1) / WalReader.PAGE * WalReader.PAGE;
        header(8, 0);
    }

    private void header(int flags, int rest) {
        boolean longer = end % WalFile.SEGMENT == 0;
        ByteBuffer.wrap(bytes, (int) (end - start), LONG_HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, MAGIC)
                .putShort(2, (short) (flags | (longer ? 2 : 0)))
                .putInt(4, 1)
                .putLong(8, end)
                .putInt(16, rest);
        end += longer ? LONG_HEADER : HEADER;
    }

    /** Nothing after this position has been written yet. */
    WalText cutAt(long position) {
        Arrays.fill(bytes, (int) (position - start), bytes.length, (byte) 0);
        end = position;
        return this;
    }

    void damage(long position) {
        bytes[(int) (position - start)] ^= 1;
    }

    WalReader reader() {
        return new WalReader(position -> position < start || position >= start + bytes.length
                ? null
                : Arrays.copyOfRange(bytes, (int) (position - start), (int) (position - start) + WalReader.PAGE));
    }

    /** Writes the segments as the receiver does; the last one is not complete. */
    void write(Path folder, int timeline) throws IOException {
        long segments = (end - 1 - start) / WalFile.SEGMENT + 1;
        for (long i = 0; i < segments; i++) {
            long number = start / WalFile.SEGMENT + i;
            String name = "%08X%08X%08X".formatted(timeline, number / 256, number % 256);
            boolean last = i == segments - 1;
            if (last) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder.resolve(WalFile.partial(name)));
            Files.write(
                    folder.resolve(last ? WalFile.partial(name) : name),
                    Arrays.copyOfRange(bytes, (int) (i * WalFile.SEGMENT), (int) ((i + 1) * WalFile.SEGMENT)));
        }
    }
}
