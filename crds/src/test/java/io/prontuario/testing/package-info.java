/** Test support shared between modules (this module's test-jar): a real kube-apiserver for {@code *IT} classes. */
package io.prontuario.testing;
