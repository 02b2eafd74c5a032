/** Certificates, tokens and kubeconfigs of one test bed. */
@NullMarked
package io.prontuario.testbed.pki;

import org.jspecify.annotations.NullMarked;
