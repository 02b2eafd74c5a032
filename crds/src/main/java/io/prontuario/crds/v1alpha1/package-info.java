/** The API {@code platform.prontuario.io/v1alpha1}: ProntuarioPlatform and FailoverDrill. */
package io.prontuario.crds.v1alpha1;
