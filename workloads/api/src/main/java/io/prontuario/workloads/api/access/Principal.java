package io.prontuario.workloads.api.access;

import java.time.Instant;

/**
 * Who asks.
 *
 * @param username the user's name
 * @param role what they are
 * @param tokenId of the token that said so
 * @param until when that token ends
 */
public record Principal(String username, Role role, String tokenId, Instant until) {}
