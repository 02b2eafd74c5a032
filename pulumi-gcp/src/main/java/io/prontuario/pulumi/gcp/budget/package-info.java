/** The monthly budget. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.budget;
