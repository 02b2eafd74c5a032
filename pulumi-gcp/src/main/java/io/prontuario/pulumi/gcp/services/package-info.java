/** The APIs that the project needs, and Google's own service agents. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.services;
