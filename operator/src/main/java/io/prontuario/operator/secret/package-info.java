/** Reads Secrets, by name only. */
@NullMarked
package io.prontuario.operator.secret;

import org.jspecify.annotations.NullMarked;
