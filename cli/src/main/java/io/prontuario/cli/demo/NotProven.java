package io.prontuario.cli.demo;

/**
 * Something that a run at some level says nothing about.
 *
 * @param name a step's name, or a few words
 * @param why what is missing
 */
public record NotProven(String name, String why) {}
