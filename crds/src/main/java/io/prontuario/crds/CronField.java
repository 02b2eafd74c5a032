package io.prontuario.crds;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the five fields of a cron schedule: a list of {@code *}, {@code a} and {@code a-b}, each with an optional
 * {@code /step}, with the meaning of Kubernetes' CronJob.
 *
 * @param values the allowed values
 * @param any whether every value is allowed, because the field has a star
 */
record CronField(BitSet values, boolean any) {
    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d+))?");

    /** The fields with their names and ranges. */
    enum Kind {
        MINUTE("minute", 0, 59),
        HOUR("hour", 0, 23),
        DAY_OF_MONTH("day-of-month", 1, 31),
        MONTH("month", 1, 12, "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
        DAY_OF_WEEK("day-of-week", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

        private final String title;
        private final int min;
        private final int max;
        private final List<String> words;

        Kind(String title, int min, int max, String... words) {
            this.title = title;
            this.min = min;
            this.max = max;
            this.words = List.of(words);
        }

        private Optional<Integer> value(String text) {
            int word = words.indexOf(text.toUpperCase(Locale.ROOT));
            if (word >= min) {
                return Optional.of(word);
            }
            if (!text.matches("\\d{1,3}")) {
                return Optional.empty();
            }
            int number = Integer.parseInt(text);
            return number >= min && number <= max ? Optional.of(number) : Optional.empty();
        }
    }

    /** @throws IllegalArgumentException with the error */
    static CronField parse(Kind kind, String text) {
        BitSet values = new BitSet();
        boolean any = false;
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(kind.title + " cannot be \"" + part + "\"");
            }
            boolean star = matcher.group(1) == null;
            int step = step(kind, matcher.group(3));
            Optional<Integer> from = star ? Optional.of(kind.min) : kind.value(matcher.group(1));
            // "5/10" means every tenth value from 5.
            Optional<Integer> to = star || matcher.group(2) == null && matcher.group(3) != null
                    ? Optional.of(kind.max)
                    : matcher.group(2) == null ? from : kind.value(matcher.group(2));
            if (from.isEmpty() || to.isEmpty() || from.get() > to.get()) {
                throw new IllegalArgumentException(
                        kind.title + " cannot be \"" + part + "\": the range is " + kind.min + " to " + kind.max);
            }
            for (int value = from.get(); value <= to.get(); value += step) {
                values.set(kind == Kind.DAY_OF_WEEK && value == 7 ? 0 : value);
            }
            any |= star && step == 1;
        }
        return new CronField(values, any);
    }

    boolean allows(int value) {
        return values.get(value);
    }

    private static int step(Kind kind, @Nullable String text) {
        if (text == null) {
            return 1;
        }
        if (text.length() > 3 || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException(kind.title + " cannot step by " + text);
        }
        return Integer.parseInt(text);
    }
}
