/** The api service: patient records, encounters, documents, alerts, chat and transcription. */
@NullMarked
package io.prontuario.workloads.api;

import org.jspecify.annotations.NullMarked;
