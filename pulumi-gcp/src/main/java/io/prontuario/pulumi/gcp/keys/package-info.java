/** Customer-managed keys and who may use them. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.keys;
