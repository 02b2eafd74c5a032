package io.prontuario.pulumi.gcp.storage;

import java.util.Locale;

/** The buckets, one per kind of content, because each has its own retention and its own readers. */
public enum Vault {
    /** Clinical documents. */
    DOCUMENTS,
    /** Medical images: large, read for weeks, then rarely. */
    IMAGES,
    /** Base backups and WAL of the whole record, for a site disaster. */
    BACKUPS,
    /** Records that the law wants kept for twenty years. */
    ARCHIVE,
    /** Model files, identified by checksum. */
    MODELS,
    /** The configuration of the hospital's cluster and front door. */
    CONFIGURATION;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
