package io.prontuario.host.agent.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which WAL the witness reports and serves, and what it deletes. */
class WitnessWalTest {
    private static final long SEGMENT = WalFile.SEGMENT;

    @TempDir
    Path folder;

    private WitnessWal wal;

    @BeforeEach
    void open() throws IOException {
        open(10 * SEGMENT);
    }

    private void open(long limit) throws IOException {
        wal = new WitnessWal(folder.resolve("wal"), new Account(System.getProperty("user.name")), limit);
    }

    private static WalText records(long first, int count, int length) {
        WalText text = new WalText(first, 6);
        for (int i = 0; i < count; i++) {
            text.record(length);
        }
        return text;
    }

    private List<String> files(long epoch) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("wal/" + epoch))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void itReportsWhereTheWalBeginsAndEnds() throws IOException {
        Path to = wal.begin(4);
        assertThat(wal.view().epoch()).isZero();
        WalText text = records(3, 5, 4_000_000);
        text.write(to, 1);
        wal.sample();
        assertThat(wal.view()).isEqualTo(new WitnessWal.View(4, 1, 3 * SEGMENT, text.end(), true));

        text.record(100);
        text.write(to, 1);
        wal.sample();
        assertThat(wal.view().to()).isEqualTo(text.end());

        open();
        assertThat(wal.view()).isEqualTo(new WitnessWal.View(4, 1, 3 * SEGMENT, text.end(), false));
    }

    @Test
    void whatPeoplePutBesideDoesNotKeepItFromOpening() throws IOException {
        WalText text = records(3, 5, 1_000);
        text.write(wal.begin(5), 1);
        for (String name : List.of("5.bak", "5 copy", "99999999999999999999")) {
            Files.createDirectory(folder.resolve("wal").resolve(name));
        }

        open();

        assertThat(wal.view().epoch()).isEqualTo(5);
        assertThat(folder.resolve("wal/5.bak")).isDirectory();
    }

    @Test
    void aGapEndsWhatItHas() throws IOException {
        Path to = wal.begin(1);
        WalText text = records(3, 5, 10_000_000);
        text.write(to, 1);
        Files.delete(to.resolve("000000010000000000000004"));
        open();

        assertThat(wal.view().from()).isEqualTo(5 * SEGMENT);
        assertThat(wal.view().to()).isEqualTo(text.end());
    }

    @Test
    void aNewTimelineCountsWhenItReachesAsFarAsTheOldOne() throws IOException {
        Path to = wal.begin(1);
        WalText old = records(3, 10, 1_000);
        old.write(to, 1);
        Files.writeString(to.resolve("00000002.history"), "1\t0/30001F8\tno recovery target specified\n");
        wal.sample();

        WalText next = records(3, 8, 1_000);
        next.write(to, 2);
        wal.sample();
        assertThat(wal.view().timeline()).isEqualTo(1);
        assertThat(wal.view().to()).isEqualTo(old.end());
        assertThat(wal.file(1, "000000020000000000000003")).isEmpty();
        assertThat(wal.file(1, "00000002.history")).isEmpty();
        open();
        assertThat(wal.view().timeline()).isEqualTo(1);

        next.record(1_000);
        next.record(1_000);
        next.record(50);
        next.write(to, 2);
        wal.sample();
        assertThat(wal.view().timeline()).isEqualTo(2);
        assertThat(wal.view().to()).isEqualTo(next.end());
        assertThat(wal.file(1, "000000020000000000000003")).isPresent();
        assertThat(wal.file(1, "00000002.history")).isPresent();
    }

    @Test
    void anEpochOfWhichNothingHasComeIsNotReported() throws IOException {
        WalText text = records(3, 3, 1_000);
        text.write(wal.begin(1), 1);
        wal.sample();
        wal.begin(2);
        wal.sample();

        assertThat(wal.view().epoch()).isEqualTo(1);
        records(3, 4, 1_000).write(wal.begin(2), 2);
        wal.sample();
        assertThat(wal.view().epoch()).isEqualTo(2);
    }

    @Test
    void twoEpochsAreKept() throws IOException {
        for (long epoch = 1; epoch <= 3; epoch++) {
            records(3, 2, 1_000).write(wal.begin(epoch), (int) epoch);
            wal.sample();
            wal.prune();
        }
        wal.begin(4);
        wal.prune();

        assertThat(folder.resolve("wal/1")).doesNotExist();
        assertThat(folder.resolve("wal/2")).exists();
        assertThat(folder.resolve("wal/3")).exists();
        assertThat(folder.resolve("wal/4")).exists();
    }

    @Test
    void overTheLimitTheOldestGoesAndTheNewestStays() throws IOException {
        open(4 * SEGMENT);
        records(3, 4, 10_000_000).write(wal.begin(1), 1);
        wal.sample();
        WalText newest = records(5, 7, 10_000_000);
        newest.write(wal.begin(2), 2);
        wal.sample();
        wal.prune();

        assertThat(files(1)).allMatch(name -> name.endsWith(".partial"));
        assertThat(files(2)).hasSizeBetween(3, 4);
        wal.sample();
        assertThat(wal.view().to()).isEqualTo(newest.end());
        assertThat(wal.view().from()).isGreaterThan(5 * SEGMENT);

        open(SEGMENT);
        wal.prune();
        wal.sample();
        assertThat(wal.view().to()).isEqualTo(newest.end());
        assertThat(files(2)).hasSize(3);
    }

    @Test
    void aSegmentWithoutRoomIsRemovedBeforeTheNextTry() throws IOException {
        Path to = wal.begin(1);
        WalText text = records(3, 2, 1_000);
        text.write(to, 1);
        Files.write(to.resolve("000000010000000000000004.partial"), new byte[8192]);

        wal.begin(1);
        assertThat(files(1)).containsExactly("000000010000000000000003.partial");
    }

    @Test
    void whenItBeginsAnewWhatItHadIsKeptBeside() throws IOException {
        WalText text = records(3, 2, 1_000);
        text.write(wal.begin(1), 1);
        wal.sample();
        wal.beginAnew(1);

        assertThat(folder.resolve("wal/aside/000000010000000000000003.partial")).exists();
        WalText later = records(9, 2, 1_000);
        later.write(wal.begin(1), 1);
        wal.sample();
        assertThat(wal.view().from()).isEqualTo(9 * SEGMENT);
        assertThat(wal.view().to()).isEqualTo(later.end());
    }
}
