package io.prontuario.pulumi.gcp.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.prontuario.pulumi.config.ConfigProblems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Access from outside the project: the on-site cluster, people during an emergency, the CI system. */
final class AccessChecks implements Checks.Check {
    private static final Pattern HTTPS = Pattern.compile("https://[^\\s/?#]+[^\\s?#]*");
    private static final Pattern MEMBER = Pattern.compile("(group|user):[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+/[\\w.-]+");

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        var a = c.access();
        pair("onsiteIssuer", a.onsiteIssuer(), "onsiteJwks", a.onsiteJwks(), problems);
        pair("ciIssuer", a.ciIssuer(), "ciRepository", a.ciRepository(), problems);
        issuer("onsiteIssuer", a.onsiteIssuer(), problems);
        issuer("ciIssuer", a.ciIssuer(), problems);
        a.onsiteJwks().ifPresent(text -> jwks(text, problems));
        a.ciRepository()
                .ifPresent(r -> problems.require(
                        REPOSITORY.matcher(r).matches(),
                        "ciRepository",
                        "\"" + r + "\" is not a repository",
                        "write owner/name; no other repository may deploy"));
        for (String member : a.emergencyOperators()) {
            problems.require(
                    MEMBER.matcher(member).matches(),
                    "emergencyOperators",
                    "\"" + member + "\" is not a person or a group",
                    "write group:NAME@DOMAIN or user:NAME@DOMAIN; allUsers is never allowed");
        }
        problems.require(
                a.emergencyOperators().isEmpty() || a.emergencyUntil().isPresent(),
                "emergencyAccessUntil",
                "is not set, but emergencyOperators is; emergency access must have an end",
                "set the day on which it ends, such as 2027-01-31T00:00:00Z");
        a.emergencyUntil()
                .ifPresent(text -> problems.require(
                        instant(text),
                        "emergencyAccessUntil",
                        "\"" + text + "\" is not an instant",
                        "write an RFC 3339 time in UTC, such as 2027-01-31T00:00:00Z"));
    }

    private static void pair(
            String a, Optional<String> left, String b, Optional<String> right, ConfigProblems problems) {
        problems.require(
                left.isPresent() || right.isEmpty(), a, "is not set, but " + b + " is", "set both, or neither");
        problems.require(
                right.isPresent() || left.isEmpty(), b, "is not set, but " + a + " is", "set both, or neither");
    }

    private static void issuer(String key, Optional<String> issuer, ConfigProblems problems) {
        issuer.ifPresent(i -> problems.require(
                HTTPS.matcher(i).matches(),
                key,
                "\"" + i + "\" is not an https URL",
                "write the issuer exactly as in the token's iss claim"));
    }

    private static void jwks(String text, ConfigProblems problems) {
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
        problems.require(
                ok,
                "onsiteJwks",
                "is not a JSON object with a non-empty array \"keys\"",
                "paste the output of: kubectl get --raw /openid/v1/jwks");
        problems.require(
                !text.contains("\"d\""),
                "onsiteJwks",
                "contains a private key (member \"d\")",
                "paste the public keys only, and replace the leaked key");
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
