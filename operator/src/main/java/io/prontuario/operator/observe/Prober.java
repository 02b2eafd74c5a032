package io.prontuario.operator.observe;

/** Asks one question, read-only. Answers within the target's timeout, and never throws for anything the target does. */
public interface Prober {
    ProbeResult ask(ProbeTarget target);
}
