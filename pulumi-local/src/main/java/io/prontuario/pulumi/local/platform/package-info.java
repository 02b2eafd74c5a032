/** The custom resource definitions and the ProntuarioPlatform object. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.platform;
