package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is answered: whoever sends one of the configured keys as a bearer token. Probes and metrics are open to everybody. */
public final class ApiKeys {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    /** Everything else needs a key, whether there is such a route or not: a new route cannot be forgotten here. */
    private static final Set<String> OPEN = Set.of("/health", "/livez", "/readyz", "/metrics");

    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;

    /** Hashes have one length, so that comparing them takes one time whatever is sent. */
    private final List<byte[]> hashes;

    private ApiKeys(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** Reads {@code API_KEYS}: keys separated by commas, so that a new one can be handed out before the old one is taken away. */
    public static ApiKeys from(Settings settings) {
        Optional<String> text = settings.optional("API_KEYS");
        if (text.isEmpty()) {
            LOG.warn("API_KEYS is not set: whoever reaches this port is answered");
            return new ApiKeys(List.of());
        }
        List<byte[]> hashes = new ArrayList<>();
        for (String entry : text.get().split(",", -1)) {
            String key = entry.strip();
            if (key.length() < SHORTEST || !key.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
                throw new InvalidSettingException(
                        "API_KEYS",
                        "key " + (hashes.size() + 1) + " is shorter than " + SHORTEST
                                + " characters or has others than visible ASCII; make one, for example with openssl rand -hex 24");
            }
            hashes.add(hash(key));
        }
        LOG.info("requests need one of {} API keys", hashes.size());
        return new ApiKeys(hashes);
    }

    /** Refuses a request that needs a key and has none that is known. */
    void check(Context ctx) throws RequestException {
        if (hashes.isEmpty() || OPEN.contains(ctx.path())) {
            return;
        }
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refusal("This service needs an API key; send it as Authorization: Bearer KEY.");
        }
        if (!known(header.substring(SCHEME.length()).strip())) {
            throw refusal("This API key is not known here.");
        }
    }

    private boolean known(String key) {
        byte[] hash = hash(key);
        boolean known = false;
        for (byte[] one : hashes) {
            known |= MessageDigest.isEqual(one, hash);
        }
        return known;
    }

    private static RequestException refusal(String message) {
        return new RequestException(401, "invalid_api_key", Optional.empty(), message);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
