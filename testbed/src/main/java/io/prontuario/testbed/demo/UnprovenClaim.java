package io.prontuario.testbed.demo;

/**
 * Something that a run at some level says nothing about.
 *
 * @param name a step's name, or a few words
 * @param why what is missing
 */
public record UnprovenClaim(String name, String why) {}
