/** The {@code ProntuarioPlatform} API, version v1alpha1: what a platform engineer writes and what the operator reports. */
package io.prontuario.crds.v1alpha1;
