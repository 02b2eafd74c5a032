/** Cloud SQL for PostgreSQL: the projection and the inbox. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.cloudsql;
