/**
 * The data of a decision: policy, what was observed, what is remembered, what is decided. Immutable values without behaviour beyond
 * simple questions about themselves.
 */
package io.prontuario.continuity.model;
