/** Object storage: a store that speaks the S3 protocol, or a folder. */
@NullMarked
package io.prontuario.workloads.common.objects;

import org.jspecify.annotations.NullMarked;
