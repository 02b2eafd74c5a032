/** The write route of this box: where its front door sends connections to the record's database. */
@NullMarked
package io.prontuario.host.agent.route;

import org.jspecify.annotations.NullMarked;
