/** Reads {@code ProntuarioPlatform} objects: durations, schedules, YAML, overlays, the hash of a spec. */
package io.prontuario.crds;
