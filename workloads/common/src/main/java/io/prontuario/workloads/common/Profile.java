package io.prontuario.workloads.common;

/** The set of features that a process serves. */
public enum Profile {
    /** Every feature. */
    FULL("full"),
    /** The reduced set that the cloud serves while no host serves. */
    EMERGENCY("emergency");

    private final String wireName;

    Profile(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in settings, headers and bodies. */
    public String wireName() {
        return wireName;
    }

    /** Reads the setting {@code PROFILE}; defaults to full. */
    public static Profile from(Settings settings) {
        String text = settings.text("PROFILE", FULL.wireName);
        for (Profile profile : values()) {
            if (profile.wireName.equals(text)) {
                return profile;
            }
        }
        throw new InvalidSettingException("PROFILE", "'" + text + "' is not a profile; use full or emergency");
    }
}
