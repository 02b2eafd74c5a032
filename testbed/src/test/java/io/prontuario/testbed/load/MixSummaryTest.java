package io.prontuario.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.load.MixRecord.Result;
import io.prontuario.testbed.load.ReadResult.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixSummaryTest {
    private static MixRecord record(MixKind kind, long millis, Result result) {
        return new MixRecord(kind, 5_000_000, 5_000_000 + millis * 1_000_000, result);
    }

    @Test
    void aKindHasItsLatenciesFromTheTimeWhenARequestWasDue() {
        List<MixRecord> records = new ArrayList<>();
        IntStream.rangeClosed(1, 200)
                .forEach(n -> records.add(record(MixKind.LOOKUP, n, new Result.Done("mac-studio-1"))));
        assertThat(MixSummary.of(records))
                .containsExactly(new MixSummary.Row("lookup", 200, 100, 198, Map.of(), Map.of()));
    }

    @Test
    void whatAUserIsToldIsNoFailureAndEveryFailureIsCountedByItsReason() {
        MixSummary.Row row = MixSummary.of(List.of(
                        record(MixKind.ALERT, 1, new Result.Told("no-seat")),
                        record(MixKind.ALERT, 1, new Result.Failed(FailureKind.TIMEOUT, "silence")),
                        record(MixKind.ALERT, 1, new Result.Failed(FailureKind.TIMEOUT, "silence")),
                        record(MixKind.ALERT, 1, new Result.Failed(FailureKind.STATUS, "HTTP 500"))))
                .get(0);
        assertThat(row.told()).isEqualTo(Map.of("no-seat", 1));
        assertThat(row.failed()).isEqualTo(Map.of("TIMEOUT (silence)", 2, "STATUS (HTTP 500)", 1));
        assertThat(row.failures()).isEqualTo(3);
    }

    @Test
    void theSharesOfTheKindsAreAThousand() {
        assertThat(IntStream.range(0, 1000).mapToObj(MixKind::of)).contains(MixKind.values());
    }

    @Test
    void theStaffIsTwoHundredWithNoMoreCliniciansThanSeats() {
        List<User> staff = Staff.recruit();
        assertThat(staff).hasSize(200).extracting(User::name).doesNotHaveDuplicates();
        assertThat(staff.stream().filter(user -> user.role().equals("clinician")))
                .hasSize(25);
        assertThat(staff.get(0).toString()).doesNotContain(staff.get(0).password());
    }
}
