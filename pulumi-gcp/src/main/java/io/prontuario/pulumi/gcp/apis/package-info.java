/** The enabled APIs of the project, and Google's service agents. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.apis;
