package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every location in every input, at any depth, is in Brazil. */
public final class Residency implements Policy {
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
    public List<String> violations(PolicyResource resource) {
        List<String> found = new ArrayList<>();
        if (resource.type().startsWith("gcp:")) {
            check(resource, "", resource.properties(), found);
        }
        // The defaults are multi-regions outside Brazil.
        if (resource.is("DatabaseInstance")
                && resource.at("settings.backupConfiguration.location").isEmpty()) {
            found.add(violation("settings.backupConfiguration.location", "not set (the nearest multi-region)"));
        }
        if (resource.is("Secret") && resource.at("replication.auto").isPresent()) {
            found.add(violation("replication.auto", "automatic (worldwide)"));
        }
        return found;
    }

    private static void check(PolicyResource resource, String path, Object value, List<String> found) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, child) -> {
                String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                if (PLACES.contains(String.valueOf(key))) {
                    place(at, child, found);
                }
                check(resource, at, child, found);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(child -> check(resource, path + "[]", child, found));
        } else if (value instanceof String text) {
            Matcher name = IN_NAME.matcher(text);
            if (name.find() && !brazilian(name.group(1))) {
                found.add(violation(path, text));
            }
        }
    }

    private static void place(String path, Object value, List<String> found) {
        List<?> places = value instanceof List<?> list ? list : List.of(value);
        for (Object place : places) {
            if (place instanceof String text && text.matches("[A-Za-z0-9-]+") && !brazilian(text) && !unknown(text)) {
                found.add(violation(path, text));
            }
        }
    }

    private static boolean brazilian(String place) {
        String lower = place.toLowerCase(Locale.ROOT);
        // Global resources (names, identities, rules) contain no patient data.
        return lower.equals("global") || lower.equals(BRAZIL) || lower.startsWith(BRAZIL + "-");
    }

    /** The engine's marker of a value that is unknown during a preview. */
    private static boolean unknown(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static String violation(String path, String place) {
        return "%s is %s, outside Brazil. Fix: use %s".formatted(path, place, BRAZIL);
    }
}
