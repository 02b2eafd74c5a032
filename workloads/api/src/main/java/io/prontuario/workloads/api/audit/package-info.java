/** Every access to a patient, in a table that can only grow and whose rows hash each other. */
@NullMarked
package io.prontuario.workloads.api.audit;

import org.jspecify.annotations.NullMarked;
