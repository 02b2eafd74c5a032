/** Orders to the record's databases, the witness and the write route, and what an agent reports of them, as JSON. */
@NullMarked
package io.prontuario.host.protocol.data;

import org.jspecify.annotations.NullMarked;
