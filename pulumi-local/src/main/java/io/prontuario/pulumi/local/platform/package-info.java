/** The platform type and the hospital's object. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.platform;
