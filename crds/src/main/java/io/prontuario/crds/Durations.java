package io.prontuario.crds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Durations in objects: whole numbers with a unit, the largest unit first, each unit once: {@code 500ms}, {@code 5s},
 * {@code 10m}, {@code 2h}, {@code 1h30m}. Go and the API server's CEL read them in the same way.
 */
public final class Durations {
    /** The format for the schema. {@link #parse} reports errors in detail. */
    public static final String PATTERN = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?([0-9]{1,6}ms)?$";

    private static final int MAX_DIGITS = 6;
    private static final String REMEDY =
            "write whole numbers with a unit, largest first: h, m, s or ms, such as 500ms, 5s, 10m or 1h30m";

    private record Unit(String symbol, long millis) {}

    private static final List<Unit> LARGEST_FIRST =
            List.of(new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1_000), new Unit("ms", 1));

    private Durations() {}

    /** @throws IllegalArgumentException if {@code text} is not a duration; the message has the form {@code ERROR; REMEDY} */
    public static Duration parse(String text) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("a duration is missing; " + REMEDY);
        }
        long millis = 0;
        int nextUnit = 0;
        int at = 0;
        while (at < text.length()) {
            int unitAt = skip(text, at, true);
            int end = skip(text, unitAt, false);
            if (unitAt == at) {
                throw refuse(text, "a number is expected at \"" + text.substring(at) + "\"");
            }
            if (unitAt - at > MAX_DIGITS) {
                throw refuse(text, "the number " + text.substring(at, unitAt) + " has more than six digits");
            }
            String symbol = text.substring(unitAt, end);
            if (symbol.isEmpty()) {
                throw refuse(text, "the number " + text.substring(at, unitAt) + " has no unit");
            }
            int unit = indexOf(symbol).orElseThrow(() -> refuse(text, "\"" + symbol + "\" is not a unit"));
            if (unit < nextUnit) {
                throw refuse(text, "\"" + symbol + "\" comes after a smaller or the same unit");
            }
            millis += Long.parseLong(text.substring(at, unitAt))
                    * LARGEST_FIRST.get(unit).millis();
            nextUnit = unit + 1;
            at = end;
        }
        return Duration.ofMillis(millis);
    }

    /** The duration; empty if {@code text} is absent or invalid, which another rule reports. */
    public static Optional<Duration> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException notADuration) {
            return Optional.empty();
        }
    }

    /** The shortest text of the duration, in whole milliseconds. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest <= 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        for (Unit unit : LARGEST_FIRST) {
            if (rest >= unit.millis()) {
                text.append(rest / unit.millis()).append(unit.symbol());
                rest %= unit.millis();
            }
        }
        return text.toString();
    }

    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at)) == digits) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<Integer> indexOf(String symbol) {
        for (int i = 0; i < LARGEST_FIRST.size(); i++) {
            if (LARGEST_FIRST.get(i).symbol().equals(symbol)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static IllegalArgumentException refuse(String text, String why) {
        return new IllegalArgumentException("\"" + text + "\" is not a duration: " + why + "; " + REMEDY);
    }
}
