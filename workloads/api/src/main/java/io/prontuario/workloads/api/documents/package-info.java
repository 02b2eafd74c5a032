/** Documents of patients: content in object storage, metadata and checksum in the record. */
@NullMarked
package io.prontuario.workloads.api.documents;

import org.jspecify.annotations.NullMarked;
