/** The GKE cluster for the emergency profile. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.gke;
