package io.prontuario.workloads.api.access;

import java.time.Instant;

/**
 * An authenticated user.
 *
 * @param username the user's name
 * @param role the user's role
 * @param tokenId id of the access token
 * @param until expiry of the access token
 * @param account {@link Users.User#fingerprint} when the token was issued; empty where the token does not say
 */
public record Principal(String username, Role role, String tokenId, Instant until, String account) {}
