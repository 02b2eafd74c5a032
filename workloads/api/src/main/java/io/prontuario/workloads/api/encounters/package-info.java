/** Encounters of patients. */
@NullMarked
package io.prontuario.workloads.api.encounters;

import org.jspecify.annotations.NullMarked;
