/** The Google Cloud stack of the platform: the program, its components and its outputs. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp;
