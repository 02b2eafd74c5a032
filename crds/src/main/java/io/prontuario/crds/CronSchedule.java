package io.prontuario.crds;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.Optional;

/**
 * The times of a cron schedule, with the meaning of Kubernetes' CronJob: if day of month and day of week are both restricted,
 * either is enough; a local time that daylight saving skips does not occur, one that it repeats occurs once.
 *
 * <p>Not a library, because the validator computes thousands of times: cron-utils takes 1.3 ms for one, and 2 s to find that
 * 30 February does not exist (measured). A test compares the two.
 */
public final class CronSchedule {
    /** 29 February can be eight years away. */
    private static final int LOOK_AHEAD_DAYS = 8 * 366;

    private final CronField minute;
    private final CronField hour;
    private final CronField dayOfMonth;
    private final CronField month;
    private final CronField dayOfWeek;
    private final ZoneId zone;

    private CronSchedule(List<CronField> fields, ZoneId zone) {
        this.minute = fields.get(0);
        this.hour = fields.get(1);
        this.dayOfMonth = fields.get(2);
        this.month = fields.get(3);
        this.dayOfWeek = fields.get(4);
        this.zone = zone;
    }

    /**
     * @param schedule minute hour day-of-month month day-of-week
     * @throws IllegalArgumentException with the error
     */
    public static CronSchedule parse(String schedule, ZoneId zone) {
        String[] fields = schedule.trim().split("\\s+");
        CronField.Kind[] kinds = CronField.Kind.values();
        if (fields.length != kinds.length) {
            throw new IllegalArgumentException("it has " + fields.length + " fields instead of five");
        }
        CronField[] parsed = new CronField[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            parsed[i] = CronField.parse(kinds[i], fields[i]);
        }
        return new CronSchedule(List.of(parsed), zone);
    }

    /** The error of a schedule, including that it has no time; empty if it is valid. */
    public static Optional<String> complaint(String schedule, ZoneId zone) {
        try {
            // A fixed time, so that the result does not depend on the current time.
            return parse(schedule, zone).next(Instant.EPOCH).isPresent()
                    ? Optional.empty()
                    : Optional.of("it has no time");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A zone of the IANA database, or UTC; empty if it does not exist. */
    public static Optional<ZoneId> zone(String name) {
        try {
            return ZoneId.getAvailableZoneIds().contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
        } catch (ZoneRulesException e) {
            return Optional.empty();
        }
    }

    /** The first time after the given one; empty if there is none. */
    public Optional<Instant> next(Instant after) {
        LocalDate from = ZonedDateTime.ofInstant(after, zone).toLocalDate();
        for (int day = 0; day <= LOOK_AHEAD_DAYS; day++) {
            LocalDate date = from.plusDays(day);
            if (!allows(date)) {
                continue;
            }
            for (int h = hour.values().nextSetBit(0); h >= 0; h = hour.values().nextSetBit(h + 1)) {
                for (int m = minute.values().nextSetBit(0);
                        m >= 0;
                        m = minute.values().nextSetBit(m + 1)) {
                    Optional<Instant> time = instant(date.atTime(h, m));
                    if (time.isPresent() && time.get().isAfter(after)) {
                        return time;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The last time that is not after the given one; empty if there was none for eight years. */
    public Optional<Instant> last(Instant notAfter) {
        LocalDate from = ZonedDateTime.ofInstant(notAfter, zone).toLocalDate();
        for (int day = 0; day <= LOOK_AHEAD_DAYS; day++) {
            LocalDate date = from.minusDays(day);
            if (!allows(date)) {
                continue;
            }
            for (int h = hour.values().length() - 1; h >= 0; h = hour.values().previousSetBit(h - 1)) {
                for (int m = minute.values().length() - 1;
                        m >= 0;
                        m = minute.values().previousSetBit(m - 1)) {
                    Optional<Instant> time = instant(date.atTime(h, m));
                    if (time.isPresent() && !time.get().isAfter(notAfter)) {
                        return time;
                    }
                    if (m == 0) {
                        break;
                    }
                }
                if (h == 0) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    private boolean allows(LocalDate date) {
        if (!month.allows(date.getMonthValue())) {
            return false;
        }
        boolean byMonth = dayOfMonth.allows(date.getDayOfMonth());
        boolean byWeek = dayOfWeek.allows(date.getDayOfWeek().getValue() % 7);
        return dayOfMonth.any() || dayOfWeek.any() ? byMonth && byWeek : byMonth || byWeek;
    }

    private Optional<Instant> instant(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.get(0)));
    }
}
