package io.prontuario.operator.observe;

/** Sends one probe, read-only. Returns within the target's timeout, and never throws for anything the target does. */
public interface Prober {
    ProbeResult probe(ProbeTarget target);
}
