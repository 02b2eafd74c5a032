package io.prontuario.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final List<ZoneId> ZONES = List.of(UTC, ZoneId.of("America/Sao_Paulo"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "0 6 * * 0,            2026-01-04T05:59:59Z, 2026-01-04T06:00:00Z",
        "0 6 * * 0,            2026-01-04T06:00:00Z, 2026-01-11T06:00:00Z",
        "0 6 * * 7,            2026-01-04T06:00:00Z, 2026-01-11T06:00:00Z",
        "0 6 1 * 0,            2026-01-01T06:00:00Z, 2026-01-04T06:00:00Z",
        "'0 5 15 1,4,7,10 *',  2026-01-15T05:00:00Z, 2026-04-15T05:00:00Z",
        "5/10 * * * *,         2026-01-01T00:05:00Z, 2026-01-01T00:15:00Z",
        "0 0 29 2 *,           2096-02-29T00:00:00Z, 2104-02-29T00:00:00Z",
    })
    void theNextTimeIsAfterAndTheLastOneIsNotAfter(String cron, Instant after, Instant next) {
        CronSchedule schedule = CronSchedule.parse(cron, UTC);
        assertThat(schedule.next(after)).contains(next);
        assertThat(schedule.last(next)).contains(next);
        assertThat(schedule.last(next.minusSeconds(1))).isNotEqualTo(Optional.of(next));
    }

    @Test
    void whatNeverComesHasNoTime() {
        CronSchedule never = CronSchedule.parse("0 0 30 2 *", UTC);
        assertThat(never.next(Instant.EPOCH)).isEmpty();
        assertThat(never.last(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void aTimeThatDaylightSavingSkipsDoesNotOccurAndARepeatedOneOccursOnce() {
        CronSchedule schedule = CronSchedule.parse("30 2 * * *", ZoneId.of("Europe/Berlin"));
        assertThat(schedule.next(Instant.parse("2026-03-28T12:00:00Z")))
                .contains(Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-10-24T12:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void anInvalidScheduleIsExplained() {
        assertThatThrownBy(() -> CronSchedule.parse("0 6 * *", UTC)).hasMessage("it has 4 fields instead of five");
        assertThatThrownBy(() -> CronSchedule.parse("0 6 0 * *", UTC))
                .hasMessage("day-of-month cannot be \"0\": the range is 1 to 31");
        assertThat(CronSchedule.zone("America/Sao_Paulo")).isPresent();
        assertThat(CronSchedule.zone("Brasilia")).isEmpty();
    }

    /** Compares with cron-utils, which is slower. */
    @Test
    void itAgreesWithCronUtils() {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        Random random = new Random(1);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 150; i++) {
            String cron = String.join(
                    " ",
                    field(random, 0, 59),
                    field(random, 0, 23),
                    field(random, 1, 28),
                    field(random, 1, 12),
                    field(random, 0, 6));
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            Instant at = start.plus(Duration.ofMinutes(random.nextInt(2_000_000)));
            ExecutionTime oracle = ExecutionTime.forCron(parser.parse(cron));
            CronSchedule schedule = CronSchedule.parse(cron, zone);
            assertThat(schedule.next(at))
                    .as("%s in %s after %s", cron, zone, at)
                    .isEqualTo(oracle.nextExecution(at.atZone(zone)).map(time -> time.toInstant()));
            assertThat(schedule.last(at))
                    .as("%s in %s not after %s", cron, zone, at)
                    .isEqualTo(
                            oracle.lastExecution(at.plusSeconds(1).atZone(zone)).map(time -> time.toInstant()));
        }
    }

    private static String field(Random random, int min, int max) {
        int a = min + random.nextInt(max - min + 1);
        int b = a + random.nextInt(max - a + 1);
        return switch (random.nextInt(5)) {
            case 0, 1 -> "*";
            case 2 -> a + "-" + b;
            case 3 -> a + "," + b;
            default -> String.valueOf(a);
        };
    }
}
