/**
 * The validator of {@code ProntuarioPlatform} objects, used by the operator and by {@code prontuario validate}. It checks what
 * the API server's schema checks, for files too, and what CEL cannot express. One class per rule.
 */
package io.prontuario.crds.validation;
