package io.prontuario.host.agent.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where the complete records of a WAL end. WitnessIT holds the same against PostgreSQL's own tool. */
class WalReaderTest {
    private static final long SEGMENT = WalFile.SEGMENT;
    private final WalText wal = new WalText(3, 3);

    private long end() throws IOException {
        WalReader reader = wal.reader();
        return reader.end(reader.first(3 * SEGMENT).orElseThrow());
    }

    @Test
    void recordsGoOnOverPagesAndSegments() throws IOException {
        for (int length : new int[] {30, 8_000, 100, 20_000, 24, 17_000_000}) {
            wal.record(length);
            assertThat(end()).isEqualTo(wal.end());
        }
        assertThat(wal.end()).isGreaterThan(4 * SEGMENT);
    }

    @Test
    void aRecordIsNotCompleteBeforeItsLastByte() throws IOException {
        wal.record(50);
        long complete = wal.record(500);
        long longer = wal.record(20_000);

        // Where a record ends with bytes for alignment, the record itself may be whole without them.
        for (long cut : new long[] {complete + 2, complete + 24, complete + 9_000, longer - 8}) {
            wal.cutAt(longer);
            WalText copy = new WalText(3, 3);
            copy.record(50);
            copy.record(500);
            copy.record(20_000);
            WalReader reader = copy.cutAt(cut).reader();
            assertThat(reader.end(reader.first(3 * SEGMENT).orElseThrow()))
                    .as("cut at " + (cut - complete))
                    .isEqualTo(complete);
        }
    }

    @Test
    void aWrongChecksumEndsTheWal() throws IOException {
        long good = wal.record(100);
        wal.record(100);
        wal.record(100);
        wal.damage(good + 60);

        assertThat(end()).isEqualTo(good);
    }

    @Test
    void afterASwitchTheNextRecordIsInTheNextSegment() throws IOException {
        wal.record(100);
        assertThat(wal.switchSegment()).isEqualTo(4 * SEGMENT);
        assertThat(end()).isEqualTo(4 * SEGMENT);

        long next = wal.record(200);
        assertThat(end()).isEqualTo(next);
    }

    @Test
    void aRecordThatACrashCutOffIsPassedOver() throws IOException {
        wal.record(100);
        long whole = wal.end();
        wal.record(20_000);
        wal.cutAt(whole + 5_000);
        assertThat(end()).isEqualTo(whole);

        wal.replaceRecordAtNextPage();
        long next = wal.record(300);
        assertThat(end()).isEqualTo(next);
    }

    @Test
    void aSegmentThatBeginsInTheMiddleOfARecordBeginsWithTheNextOne() throws IOException {
        wal.record((int) SEGMENT + 100_000);
        long inside = wal.end();
        long last = wal.record(100);

        WalReader reader = wal.reader();
        assertThat(reader.first(4 * SEGMENT)).hasValue(inside);
        assertThat(reader.end(inside)).isEqualTo(last);
        assertThat(reader.first(5 * SEGMENT)).isEmpty();
    }
}
