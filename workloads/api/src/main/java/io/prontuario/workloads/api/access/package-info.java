/** Who somebody is and what they may do: passwords, tokens, roles, seats, breaking the glass. */
@NullMarked
package io.prontuario.workloads.api.access;

import org.jspecify.annotations.NullMarked;
