/** Documents of patients: bytes in object storage, their checksum in the record. */
@NullMarked
package io.prontuario.workloads.api.documents;

import org.jspecify.annotations.NullMarked;
