/** Authentication and authorization: users, passwords, tokens, roles, seats, break-glass access. */
@NullMarked
package io.prontuario.workloads.api.access;

import org.jspecify.annotations.NullMarked;
