package io.prontuario.testbed.demo;

/** One thing a step must show. @param detail what was seen, for people */
public record Check(String name, boolean held, String detail) {}
