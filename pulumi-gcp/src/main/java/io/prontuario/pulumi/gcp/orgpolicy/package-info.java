/** Organization policies, which also apply to changes made by hand. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.orgpolicy;
