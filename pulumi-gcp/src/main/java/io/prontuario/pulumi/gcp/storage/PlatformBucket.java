package io.prontuario.pulumi.gcp.storage;

import java.util.Locale;

/** The buckets: one for each kind of content, because retention and readers differ. */
public enum PlatformBucket {
    /** Clinical documents. */
    DOCUMENTS,
    /** Medical images: large; read for weeks, then rarely. */
    IMAGES,
    /** Base backups and WAL of the whole record, for a site disaster. */
    BACKUPS,
    /** Records that must be kept for 20 years (law 13.787/2018). */
    ARCHIVE,
    /** Model files, identified by checksum. */
    MODELS,
    /** Backups of the configuration of the hospital's cluster and front door. */
    CONFIGURATION;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
