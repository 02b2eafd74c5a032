package io.prontuario.operator.frontdoor;

/**
 * What every order to a front door carries, so that the receiver can refuse an older one.
 *
 * @param epoch the decision's epoch
 * @param term the leader's term
 * @param generation the generation of the accepted spec
 */
public record Fence(long epoch, long term, long generation) {}
