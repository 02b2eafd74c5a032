/** PostgreSQL as a host unit, one independent server a site. */
@NullMarked
package io.prontuario.testbed.data;

import org.jspecify.annotations.NullMarked;
