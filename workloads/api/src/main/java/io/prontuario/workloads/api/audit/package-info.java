/** The audit of every access to a patient: an append-only table with a hash chain, and its verification. */
@NullMarked
package io.prontuario.workloads.api.audit;

import org.jspecify.annotations.NullMarked;
