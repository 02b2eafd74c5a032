package io.prontuario.crds.validation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five fields of a cron schedule: lists of {@code *}, {@code a}, {@code a-b}, each with an optional {@code /step}. */
final class CronFields {
    private record Field(String name, int min, int max, List<String> words) {}

    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day-of-month", 1, 31, List.of()),
            new Field(
                    "month",
                    1,
                    12,
                    List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
            new Field("day-of-week", 0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")));

    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d+))?");

    private CronFields() {}

    /** What is wrong with the schedule; empty when it can be kept. */
    static Optional<String> complaint(String schedule) {
        String[] fields = schedule.trim().split("\\s+");
        if (fields.length != FIELDS.size()) {
            return Optional.of("it has " + fields.length + " fields instead of five");
        }
        for (int i = 0; i < fields.length; i++) {
            for (String part : fields[i].split(",", -1)) {
                Optional<String> complaint = complaint(FIELDS.get(i), part);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> complaint(Field field, String part) {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            return Optional.of(field.name() + " cannot be \"" + part + "\"");
        }
        Optional<Integer> from = Optional.of(field.min());
        Optional<Integer> to = Optional.of(field.max());
        if (matcher.group(1) != null) {
            from = value(field, matcher.group(1));
            to = matcher.group(2) == null ? from : value(field, matcher.group(2));
        }
        if (from.isEmpty() || to.isEmpty() || from.get() > to.get()) {
            return Optional.of(
                    field.name() + " cannot be \"" + part + "\": it goes from " + field.min() + " to " + field.max());
        }
        boolean step = matcher.group(3) != null;
        return step && (matcher.group(3).length() > 3 || Integer.parseInt(matcher.group(3)) == 0)
                ? Optional.of(field.name() + " cannot step by " + matcher.group(3))
                : Optional.empty();
    }

    private static Optional<Integer> value(Field field, String text) {
        int word = field.words().indexOf(text.toUpperCase(Locale.ROOT));
        if (word >= field.min()) {
            return Optional.of(word);
        }
        if (!text.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number >= field.min() && number <= field.max() ? Optional.of(number) : Optional.empty();
    }
}
