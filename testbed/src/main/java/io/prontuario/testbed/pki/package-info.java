/** Certificates, tokens and kubeconfigs of one testbed. */
@NullMarked
package io.prontuario.testbed.pki;

import org.jspecify.annotations.NullMarked;
