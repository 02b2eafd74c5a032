/**
 * One class for each rule that a decision has to pass, with its formula (<em>Rule</em>) and its reason (<em>Why</em>). Rules are pure
 * and stateless; the deciders get them from {@link io.prontuario.continuity.rules.FailoverRules} and
 * {@link io.prontuario.continuity.rules.WriteRules}, which always hold all of them.
 */
package io.prontuario.continuity.rules;
