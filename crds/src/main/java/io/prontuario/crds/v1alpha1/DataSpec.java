package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The hospital's data: where it is kept and how it survives. */
public record DataSpec(
        @JsonPropertyDescription("The medical record, in PostgreSQL. If absent, the platform runs no database.")
                @Nullable
                PostgresSpec postgres) {}
