package io.prontuario.workloads.api.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signed statements of who somebody is (JWT, HS256); any site that has the key believes them without asking another. */
public final class Tokens {
    private static final String ISSUER = "prontuario";
    private static final int REMEMBERED = 1_000;

    private final SigningKeys keys;
    private final Duration life;
    private final InstantSource clock;
    /**
     * Tokens that were found good: their signature does not change, and the keys of a process do not either. Whether one has
     * ended is asked every time.
     */
    private final Map<ByteBuffer, Principal> verified =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Principal> eldest) {
                    return size() > REMEMBERED;
                }
            });

    /** @param life of a token; also how long one that was ended may be believed while Redis is away */
    public Tokens(SigningKeys keys, Duration life) {
        this(keys, life, InstantSource.system());
    }

    Tokens(SigningKeys keys, Duration life, InstantSource clock) {
        this.keys = keys;
        this.life = life;
        this.clock = clock;
    }

    /** How long a token lives. */
    public Duration life() {
        return life;
    }

    /** Someone for whom a token can be written. */
    public Principal principal(String username, Role role, Instant now) {
        return new Principal(
                username,
                role,
                UUID.randomUUID().toString(),
                Instant.ofEpochSecond(now.getEpochSecond() + life.toSeconds()));
    }

    /** The token that says so. */
    public String sign(Principal principal, Instant now) {
        SigningKeys.Key key = keys.signing();
        return JWT.create()
                .withIssuer(ISSUER)
                .withKeyId(key.id())
                .withSubject(principal.username())
                .withClaim("role", principal.role().word())
                .withJWTId(principal.tokenId())
                .withIssuedAt(now)
                .withExpiresAt(principal.until())
                .sign(Algorithm.HMAC256(key.secret()));
    }

    /** Who the token says it is; empty when it is not ours, was changed, or has ended. */
    public Optional<Principal> verify(String token) {
        ByteBuffer fingerprint = fingerprint(token);
        Principal known = verified.get(fingerprint);
        if (known != null) {
            return clock.instant().isBefore(known.until()) ? Optional.of(known) : Optional.empty();
        }
        Optional<Principal> said = check(token);
        said.ifPresent(who -> verified.put(fingerprint, who));
        return said;
    }

    private Optional<Principal> check(String token) {
        try {
            Optional<SigningKeys.Key> key =
                    Optional.ofNullable(JWT.decode(token).getKeyId()).flatMap(keys::find);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            DecodedJWT said = JWT.require(Algorithm.HMAC256(key.get().secret()))
                    .withIssuer(ISSUER)
                    .withClaimPresence("sub")
                    .withClaimPresence("jti")
                    .withClaimPresence("exp")
                    .build()
                    .verify(token);
            return Role.of(String.valueOf(said.getClaim("role").asString()))
                    .map(role -> new Principal(said.getSubject(), role, said.getId(), said.getExpiresAtAsInstant()));
        } catch (JWTVerificationException untrue) {
            return Optional.empty();
        }
    }

    /** What tokens are remembered by: a memory image shows none, and comparing takes the same time for all. */
    private static ByteBuffer fingerprint(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }
}
