/** The operator. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.installation;
