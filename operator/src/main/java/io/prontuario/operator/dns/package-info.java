/** The platform's DNS name: its records, their repair, and whether the hospital answers from outside. */
@NullMarked
package io.prontuario.operator.dns;

import org.jspecify.annotations.NullMarked;
