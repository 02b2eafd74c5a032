/** Who may do what: service accounts, federation, emergency roles, the CI system. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.identity;
