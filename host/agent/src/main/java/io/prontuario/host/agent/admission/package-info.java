/** Whether the current boot of this host is admitted to serve. */
@NullMarked
package io.prontuario.host.agent.admission;

import org.jspecify.annotations.NullMarked;
