package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.common.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates requests by API key, sent as a bearer token. Probes and metrics need no key. */
public final class ApiKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    /** Every other path needs a key, so that a new route cannot be left open by mistake. */
    private static final Set<String> OPEN = Set.of("/health", "/livez", "/readyz", "/metrics");

    private static final String SCHEME = "Bearer ";
    private static final int MIN_LENGTH = 16;

    /** Hashes instead of keys: they have the same length, so the time of a comparison does not depend on the key sent. */
    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** Reads {@code API_KEYS}: keys separated by commas. Several keys allow a rotation without interruption. */
    public static ApiKeys from(Settings settings) {
        Optional<String> text = settings.optional("API_KEYS");
        if (text.isEmpty()) {
            LOG.warn("API_KEYS is not set: requests are served without authentication");
            return new ApiKeys(List.of());
        }
        List<byte[]> hashes = new ArrayList<>();
        for (String entry : text.get().split(",", -1)) {
            String key = entry.strip();
            if (key.length() < MIN_LENGTH || !key.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
                throw new InvalidSettingException(
                        "API_KEYS",
                        "key " + (hashes.size() + 1) + " is shorter than " + MIN_LENGTH
                                + " characters or contains characters other than visible ASCII; create one, for example with"
                                + " openssl rand -hex 24");
            }
            hashes.add(Sha256.of(key));
        }
        LOG.info("requests require one of {} API keys", hashes.size());
        return new ApiKeys(hashes);
    }

    /**
     * Checks the key of a request.
     *
     * @throws RequestException 401 when the path needs a key and the request has none, or an unknown one
     */
    void check(Context ctx) throws RequestException {
        if (hashes.isEmpty() || OPEN.contains(ctx.path())) {
            return;
        }
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized(
                    "You didn't provide an API key. Send it in the Authorization header: Authorization: Bearer KEY.");
        }
        if (!known(header.substring(SCHEME.length()).strip())) {
            throw unauthorized("Incorrect API key provided.");
        }
    }

    private boolean known(String key) {
        byte[] hash = Sha256.of(key);
        boolean known = false;
        for (byte[] one : hashes) {
            known |= MessageDigest.isEqual(one, hash);
        }
        return known;
    }

    private static RequestException unauthorized(String message) {
        return new RequestException(401, "invalid_api_key", Optional.empty(), message);
    }
}
