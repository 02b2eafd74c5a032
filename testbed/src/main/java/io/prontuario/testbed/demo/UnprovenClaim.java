package io.prontuario.testbed.demo;

/**
 * A claim that a run at some level cannot prove.
 *
 * @param name a step's name, or a few words
 * @param why what the level lacks
 */
public record UnprovenClaim(String name, String why) {}
