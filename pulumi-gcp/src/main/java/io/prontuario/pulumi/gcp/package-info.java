/** The Google Cloud landing of the platform: the program, its wiring and its outputs. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp;
