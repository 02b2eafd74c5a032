package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with one writer, a copy on the other host, and a witness that keeps what the writer has acknowledged. */
@ValidationRule(
        value = "self.writerPort != self.port",
        fieldPath = ".port",
        message = "port and writerPort are the same: PostgreSQL and the front door share the host; give each its own")
@ValidationRule(
        value = "self.location != 'OnSite' || has(self.hosts) && self.hosts.size() > 0",
        fieldPath = ".hosts",
        message = "location OnSite requires hosts: name the hosts that keep the record, or set location: CloudSql")
@ValidationRule(
        value = "self.location != 'CloudSql' || (!has(self.hosts) || self.hosts.size() == 0) && !has(self.witness)",
        fieldPath = ".location",
        message = "with location CloudSql no host keeps the record: remove hosts and witness, or set location: OnSite")
@ValidationRule(
        value = "self.location != 'CloudSql' || has(self.cloudEndpoint)",
        fieldPath = ".cloudEndpoint",
        message = "location CloudSql requires cloudEndpoint: add the address of the Cloud SQL instance")
public record PostgresSpec(
        @JsonPropertyDescription(
                        "OnSite: on the hosts, with one writer that the operator decides. CloudSql: in Cloud SQL,"
                                + " which decides its own writer.")
                @Default("OnSite")
                Location location,
        @JsonPropertyDescription(
                        "The hosts that keep a copy of the record: the host with role Primary, and the one with"
                                + " role Secondary.")
                @Size(max = 2)
                List<@Size(max = Patterns.NAME_LENGTH) String> hosts,
        @JsonPropertyDescription("The edge node that receives every write and serves none. With two hosts it keeps the"
                        + " record writable when one of them is down. If absent, a write that only the failed host has"
                        + " blocks a failover.")
                @Size(max = Patterns.NAME_LENGTH)
                @Nullable
                String witness,
        @JsonPropertyDescription("The port on the virtual address and on every host and edge node that leads to the"
                        + " writer.")
                @Default("5432")
                @Min(1024)
                @Max(65535)
                Integer writerPort,
        @JsonPropertyDescription("The port of PostgreSQL on its host: the local copy, for reads.")
                @Default("5433")
                @Min(1024)
                @Max(65535)
                Integer port,
        @JsonPropertyDescription("The name of the database.")
                @Default("records")
                @Pattern(Patterns.SQL_NAME)
                @Size(max = Patterns.SQL_NAME_LENGTH)
                @ValidationRule(
                        value = "!(self in ['all', 'sameuser', 'samerole', 'samegroup', 'replication', 'postgres',"
                                + " 'template0', 'template1'])",
                        message = "PostgreSQL gives this name another meaning: give the database another name")
                String database,
        @JsonPropertyDescription("The role that owns the database and that the services log in as.")
                @Default("records")
                @Pattern(Patterns.SQL_NAME)
                @Size(max = Patterns.SQL_NAME_LENGTH)
                @ValidationRule(
                        value = "!self.startsWith('pg_') && !(self in ['all', 'postgres', 'public', 'none',"
                                + " 'replication', 'replicator'])",
                        message = "PostgreSQL gives this name another meaning: give the role another name")
                String owner,
        @JsonPropertyDescription("The name of a Secret in the platform's namespace whose key RECORDS_PASSWORD is the"
                        + " password of the owner.")
                @Default("records-credentials")
                @Pattern(Patterns.OBJECT_NAME)
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                String credentialsSecretRef,
        @JsonPropertyDescription("The private IPv4 address of Cloud SQL, which services in the cloud reach as Service"
                        + " records-cloud.")
                @Pattern(Patterns.IPV4)
                @Size(max = 15)
                @Nullable
                String cloudEndpoint,
        @JsonPropertyDescription("How the operator finds out that the writer is lost. Independent of spec.health.")
                @Default("{}")
                DetectionSpec detection,
        @JsonPropertyDescription(
                        "How far the local copy may be behind the writer. Beyond it, services read from the"
                                + " writer. Services of kind Api get it in milliseconds as the environment variable MAX_REPLICA_LAG.")
                @Default("100ms")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String maxReplicaLag) {
    /** The Services of the record are named after it, with the site at the end. */
    public static final String SERVICE = "records";
    /** The Services that lead to the writer are named after it. */
    public static final String WRITER_SERVICE = "records-writer";
    /** The key of the owner's password in the Secret that {@link #credentialsSecretRef} names. */
    public static final String PASSWORD_KEY = "RECORDS_PASSWORD";

    public PostgresSpec {
        location = location == null ? Location.OnSite : location;
        hosts = Lists.orEmpty(hosts);
        writerPort = writerPort == null ? 5432 : writerPort;
        port = port == null ? 5433 : port;
        database = database == null ? "records" : database;
        owner = owner == null ? "records" : owner;
        credentialsSecretRef = credentialsSecretRef == null ? "records-credentials" : credentialsSecretRef;
        detection = detection == null ? DetectionSpec.defaults() : detection;
        maxReplicaLag = maxReplicaLag == null ? "100ms" : maxReplicaLag;
    }

    /** See the description of {@link PostgresSpec#location}. */
    public enum Location {
        OnSite,
        CloudSql
    }

    /** Whether hosts keep the record, so that the operator decides which of them writes. */
    public boolean onSite() {
        return location == Location.OnSite;
    }
}
