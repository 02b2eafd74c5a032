/**
 * The one validator of a {@code ProntuarioPlatform}, shared by the operator and {@code prontuario validate}: what the API
 * server's schema says, again for files that no API server has seen, and what CEL cannot say. One class per rule.
 */
package io.prontuario.crds.validation;
