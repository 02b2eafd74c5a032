/** Who touched data, kept in Brazil. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.audit;
