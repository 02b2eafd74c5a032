/** The box's PostgreSQL: it carries out the write authority's orders, and decides nothing. */
@NullMarked
package io.prontuario.host.agent.database;

import org.jspecify.annotations.NullMarked;
