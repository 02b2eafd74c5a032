package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.api.records.PatientFields;
import io.prontuario.workloads.common.Json;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a patient's fields from a request; names every field that is wrong. */
final class PatientForm {
    private static final int MAX_TEXT = 200;
    private static final int MAX_ITEMS = 50;
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1850, 1, 1);
    private static final Pattern MRN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,31}");

    private final JsonNode body;
    private final List<String> problems = new ArrayList<>();

    private PatientForm(JsonNode body) {
        this.body = body;
    }

    static PatientFields read(byte[] request) throws ProblemException {
        PatientForm form =
                new PatientForm(Json.object(request).orElse(Json.mapper().createObjectNode()));
        PatientFields fields = new PatientFields(
                form.text("name"),
                form.mrn(),
                form.birthDate(),
                form.bloodType(),
                form.texts("allergies"),
                form.texts("medications"));
        if (!form.problems.isEmpty()) {
            throw new ProblemException(Problem.Kind.BAD_REQUEST, String.join(" ", form.problems));
        }
        return fields;
    }

    /** A list of texts; empty if the node is anything else. */
    static Optional<List<String>> texts(JsonNode list) {
        if (!list.isArray() || list.size() > MAX_ITEMS) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list) {
            if (!valid(item)) {
                return Optional.empty();
            }
            texts.add(item.textValue());
        }
        return Optional.of(texts);
    }

    private static boolean valid(JsonNode node) {
        return node.isTextual()
                && !node.textValue().isBlank()
                && node.textValue().length() <= MAX_TEXT
                && node.textValue().indexOf('\0') < 0;
    }

    private String text(String field) {
        if (valid(body.path(field))) {
            return body.path(field).textValue().strip();
        }
        problems.add(field + " must be a text of 1 to " + MAX_TEXT + " characters.");
        return "";
    }

    private String mrn() {
        String mrn = body.path("mrn").asText();
        if (!MRN.matcher(mrn).matches()) {
            problems.add("mrn must have 1 to 32 letters, digits, dots, slashes, dashes or underscores.");
        }
        return mrn;
    }

    private LocalDate birthDate() {
        try {
            LocalDate date = LocalDate.parse(body.path("birthDate").asText());
            // a day of grace: it is tomorrow already in other time zones
            if (!date.isBefore(FIRST_BIRTH)
                    && !date.isAfter(LocalDate.now(Clock.system(ZoneOffset.UTC)).plusDays(1))) {
                return date;
            }
        } catch (DateTimeParseException notADate) {
            // reported below like a date out of range
        }
        problems.add("birthDate must be a date (YYYY-MM-DD) from " + FIRST_BIRTH + " until today.");
        return FIRST_BIRTH;
    }

    private String bloodType() {
        String type = body.path("bloodType").asText();
        if (!PatientFields.BLOOD_TYPES.contains(type)) {
            problems.add("bloodType must be one of " + PatientFields.BLOOD_TYPES + ".");
        }
        return type;
    }

    private List<String> texts(String field) {
        return texts(body.path(field)).orElseGet(() -> {
            problems.add(field + " must be a list of at most " + MAX_ITEMS + " texts of 1 to " + MAX_TEXT
                    + " characters; empty if none is known.");
            return List.of();
        });
    }
}
