package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every location in every input, however deep, is in Brazil. */
public final class Residency implements Rule {
    private static final String BRAZIL = "southamerica-east1";
    private static final Set<String> PLACES = Set.of(
            "location",
            "locations",
            "region",
            "regions",
            "zone",
            "zones",
            "nodeLocations",
            "dataLocations",
            "allowedPersistenceRegions",
            "locationId",
            "alternativeLocationId");
    private static final Pattern IN_NAME = Pattern.compile("/locations/([a-z0-9-]+)/");

    @Override
    public String name() {
        return "residency";
    }

    @Override
    public String description() {
        return "Patient data, its keys, logs and backups stay in Brazil";
    }

    @Override
    public List<String> violations(Subject resource) {
        List<String> found = new ArrayList<>();
        if (resource.type().startsWith("gcp:")) {
            look(resource, "", resource.properties(), found);
        }
        // Left unset, these go to a multi-region outside Brazil.
        if (resource.is("DatabaseInstance")
                && resource.at("settings.backupConfiguration.location").isEmpty()) {
            found.add(say("settings.backupConfiguration.location", "not set (the nearest multi-region)"));
        }
        if (resource.is("Secret") && resource.at("replication.auto").isPresent()) {
            found.add(say("replication.auto", "automatic (worldwide)"));
        }
        return found;
    }

    private static void look(Subject resource, String path, Object value, List<String> found) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                if (PLACES.contains(String.valueOf(key))) {
                    place(at, child, found);
                }
                look(resource, at, child, found);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(child -> look(resource, path + "[]", child, found));
        } else if (value instanceof String text) {
            Matcher name = IN_NAME.matcher(text);
            if (name.find() && !brazilian(name.group(1))) {
                found.add(say(path, text));
            }
        }
    }

    private static void place(String path, Object value, List<String> found) {
        List<?> places = value instanceof List<?> list ? list : List.of(value);
        for (Object place : places) {
            if (place instanceof String text && text.matches("[A-Za-z0-9-]+") && !brazilian(text) && !unknown(text)) {
                found.add(say(path, text));
            }
        }
    }

    private static boolean brazilian(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        // Global resources (names, identities, rules) hold no data of patients.
        return lower.equals("global") || lower.equals(BRAZIL) || lower.startsWith(BRAZIL + "-");
    }

    /** The engine's marker for a value that a preview cannot know. */
    private static boolean unknown(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static String say(String path, String place) {
        return "%s is %s, outside Brazil. Fix: use %s".formatted(path, place, BRAZIL);
    }
}
