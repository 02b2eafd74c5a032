/** Customer-managed encryption keys (Cloud KMS) and the grants to use them. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.kms;
