/** Audit logs, stored in Brazil. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.audit;
