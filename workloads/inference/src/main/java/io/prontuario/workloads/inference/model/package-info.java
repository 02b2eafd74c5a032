/** Models: configuration, download, and verification of checksums. */
@NullMarked
package io.prontuario.workloads.inference.model;

import org.jspecify.annotations.NullMarked;
