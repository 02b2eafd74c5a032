/** Dynamic updates (RFC 2136) signed with a shared key (TSIG, RFC 8945). */
@NullMarked
package io.prontuario.names.rfc2136;

import org.jspecify.annotations.NullMarked;
