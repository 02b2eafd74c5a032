package io.prontuario.testbed.demo;

/** One thing a step must show. @param detail what was seen, for people */
public record StepCheck(String name, boolean passed, String detail) {}
