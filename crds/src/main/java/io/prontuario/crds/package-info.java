/** What every part needs to read a {@code ProntuarioPlatform}: durations, YAML, overlays, the hash of a spec. */
package io.prontuario.crds;
