package io.prontuario.pulumi.gcp.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who gets in from outside: the on-site cluster, people in an emergency, the CI system. */
final class AccessChecks implements Checks.Check {
    private static final Pattern HTTPS = Pattern.compile("https://[^\\s/?#]+[^\\s?#]*");
    private static final Pattern MEMBER = Pattern.compile("(group|user):[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+/[\\w.-]+");

    @Override
    public void look(StackConfig c, Checks.Report report) {
        var a = c.access();
        pair("onsiteIssuer", a.onsiteIssuer(), "onsiteJwks", a.onsiteJwks(), report);
        pair("ciIssuer", a.ciIssuer(), "ciRepository", a.ciRepository(), report);
        issuer("onsiteIssuer", a.onsiteIssuer(), report);
        issuer("ciIssuer", a.ciIssuer(), report);
        a.onsiteJwks().ifPresent(text -> jwks(text, report));
        a.ciRepository()
                .ifPresent(r -> report.unless(
                        REPOSITORY.matcher(r).matches(),
                        "ciRepository",
                        "\"" + r + "\" is not a repository",
                        "write owner/name, so that no other repository may deploy"));
        for (String member : a.emergencyOperators()) {
            report.unless(
                    MEMBER.matcher(member).matches(),
                    "emergencyOperators",
                    "\"" + member + "\" is not a person or a group",
                    "write group:NAME@DOMAIN or user:NAME@DOMAIN; allUsers is never allowed");
        }
        report.unless(
                a.emergencyOperators().isEmpty() || a.emergencyUntil().isPresent(),
                "emergencyAccessUntil",
                "is not set, but emergencyOperators names people, and emergency access always ends",
                "set the day it ends, such as 2027-01-31T00:00:00Z");
        a.emergencyUntil()
                .ifPresent(text -> report.unless(
                        instant(text),
                        "emergencyAccessUntil",
                        "\"" + text + "\" is not an instant",
                        "write RFC 3339 in UTC, such as 2027-01-31T00:00:00Z"));
    }

    private static void pair(String a, Optional<String> left, String b, Optional<String> right, Checks.Report report) {
        report.unless(left.isPresent() || right.isEmpty(), a, "is not set, but " + b + " is", "set both, or neither");
        report.unless(right.isPresent() || left.isEmpty(), b, "is not set, but " + a + " is", "set both, or neither");
    }

    private static void issuer(String key, Optional<String> issuer, Checks.Report report) {
        issuer.ifPresent(i -> report.unless(
                HTTPS.matcher(i).matches(),
                key,
                "\"" + i + "\" is not an https URL",
                "write the issuer exactly as the token's iss claim has it"));
    }

    private static void jwks(String text, Checks.Report report) {
        boolean ok;
        try {
            JsonElement json = JsonParser.parseString(text);
            ok = json.isJsonObject()
                    && json.getAsJsonObject().has("keys")
                    && json.getAsJsonObject().get("keys").isJsonArray()
                    && !json.getAsJsonObject().getAsJsonArray("keys").isEmpty();
        } catch (JsonParseException e) {
            ok = false;
        }
        report.unless(
                ok,
                "onsiteJwks",
                "is not a JSON object with a non-empty array \"keys\"",
                "paste the output of: kubectl get --raw /openid/v1/jwks");
        report.unless(
                !text.contains("\"d\""),
                "onsiteJwks",
                "holds a private key (member \"d\")",
                "publish the public keys only, and replace the leaked key");
    }

    private static boolean instant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
