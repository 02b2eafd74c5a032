/** Where clients are sent by name: one record set, written only as it was read, read back from every authoritative server. */
@NullMarked
package io.prontuario.names;

import org.jspecify.annotations.NullMarked;
