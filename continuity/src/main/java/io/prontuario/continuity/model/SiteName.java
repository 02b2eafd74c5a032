package io.prontuario.continuity.model;

/** A failure domain that can serve: a host's name, or {@link #CLOUD}. */
public record SiteName(String value) implements Comparable<SiteName> {
    public static final SiteName CLOUD = new SiteName("cloud");

    @Override
    public int compareTo(SiteName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
