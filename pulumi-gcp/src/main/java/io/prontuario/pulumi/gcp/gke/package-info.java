/** The cluster that keeps the emergency profile warm. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.gke;
