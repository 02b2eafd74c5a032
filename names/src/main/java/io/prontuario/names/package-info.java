/** DNS records of one name: read, replaced conditionally, and verified on every authoritative server. */
@NullMarked
package io.prontuario.names;

import org.jspecify.annotations.NullMarked;
