package io.prontuario.workloads.api.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.prontuario.workloads.common.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Issues and verifies access tokens (JWT, HS256). Every site that has the key verifies a token without calling another site. */
public final class Tokens {
    private static final String ISSUER = "prontuario";
    /** The claim with the account's fingerprint. */
    private static final String ACCOUNT = "acc";
    /** A token of another site whose clock is ahead is not refused for that. */
    private static final long CLOCK_DIFFERENCE_SECONDS = 60;

    private static final int CACHE_SIZE = 1_000;

    private final SigningKeys keys;
    private final Duration life;
    private final InstantSource clock;
    /**
     * Cache of verified tokens: neither a token's signature nor the keys of a process change. Expiry is checked at every use.
     */
    private final Map<ByteBuffer, Principal> verified =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Principal> eldest) {
                    return size() > CACHE_SIZE;
                }
            });

    /** @param life lifetime of a token; also how long a revoked token may be accepted while Redis is unavailable */
    public Tokens(SigningKeys keys, Duration life) {
        this(keys, life, InstantSource.system());
    }

    Tokens(SigningKeys keys, Duration life, InstantSource clock) {
        this.keys = keys;
        this.life = life;
        this.clock = clock;
    }

    /** The lifetime of a token. */
    public Duration life() {
        return life;
    }

    /** A principal with a new token id and expiry. */
    public Principal principal(Users.User user, Instant now) {
        return principal(user.username(), user.role(), user.fingerprint(), now);
    }

    /** A principal of no account, which only this process uses. */
    public Principal principal(String username, Role role, Instant now) {
        return principal(username, role, "", now);
    }

    private Principal principal(String username, Role role, String account, Instant now) {
        return new Principal(
                username,
                role,
                UUID.randomUUID().toString(),
                Instant.ofEpochSecond(now.getEpochSecond() + life.toSeconds()),
                account);
    }

    /** The signed token of the principal. */
    public String sign(Principal principal, Instant now) {
        SigningKeys.Key key = keys.signing();
        return JWT.create()
                .withIssuer(ISSUER)
                .withKeyId(key.id())
                .withSubject(principal.username())
                .withClaim("role", principal.role().wireName())
                .withClaim(ACCOUNT, principal.account())
                .withJWTId(principal.tokenId())
                .withIssuedAt(now)
                .withExpiresAt(principal.until())
                .sign(Algorithm.HMAC256(key.secret()));
    }

    /** The principal of a token; empty if the token is malformed, not signed with a known key, or expired. */
    public Optional<Principal> verify(String token) {
        ByteBuffer fingerprint = fingerprint(token);
        Principal known = verified.get(fingerprint);
        if (known != null) {
            return clock.instant().isBefore(known.until()) ? Optional.of(known) : Optional.empty();
        }
        Optional<Principal> principal = check(token);
        principal.ifPresent(found -> verified.put(fingerprint, found));
        return principal;
    }

    private Optional<Principal> check(String token) {
        try {
            Optional<SigningKeys.Key> key =
                    Optional.ofNullable(JWT.decode(token).getKeyId()).flatMap(keys::find);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            DecodedJWT jwt = JWT.require(Algorithm.HMAC256(key.get().secret()))
                    .withIssuer(ISSUER)
                    .withClaimPresence("sub")
                    .withClaimPresence("jti")
                    .withClaimPresence("exp")
                    .acceptIssuedAt(CLOCK_DIFFERENCE_SECONDS)
                    .build()
                    .verify(token);
            return Role.of(String.valueOf(jwt.getClaim("role").asString()))
                    .map(role -> new Principal(
                            jwt.getSubject(), role, jwt.getId(), jwt.getExpiresAtAsInstant(), account(jwt)));
        } catch (JWTVerificationException invalid) {
            return Optional.empty();
        }
    }

    private static String account(DecodedJWT jwt) {
        String account = jwt.getClaim(ACCOUNT).asString();
        return account == null ? "" : account;
    }

    /** The cache key of a token: a hash, so that a heap dump contains no token. */
    private static ByteBuffer fingerprint(String token) {
        return ByteBuffer.wrap(Sha256.of(token));
    }
}
