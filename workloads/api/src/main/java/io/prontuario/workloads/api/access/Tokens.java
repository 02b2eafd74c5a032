package io.prontuario.workloads.api.access;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Signed statements of who somebody is (JWT, HS256); any site that has the key believes them without asking another. */
public final class Tokens {
    private static final String ISSUER = "prontuario";

    private final SigningKeys keys;
    private final Duration life;

    /** @param life of a token; also how long one that was ended may be believed while Redis is away */
    public Tokens(SigningKeys keys, Duration life) {
        this.keys = keys;
        this.life = life;
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
}
