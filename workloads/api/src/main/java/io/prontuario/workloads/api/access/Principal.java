package io.prontuario.workloads.api.access;

import java.time.Instant;

/**
 * An authenticated user.
 *
 * @param username the user's name
 * @param role the user's role
 * @param tokenId id of the access token
 * @param until expiry of the access token
 */
public record Principal(String username, Role role, String tokenId, Instant until) {}
