package io.prontuario.workloads.common;

/** Which set of features a process serves. */
public enum Profile {
    /** Every feature. */
    FULL("full"),
    /** The reduced set that the cloud serves while no host does. */
    EMERGENCY("emergency");

    private final String word;

    Profile(String word) {
        this.word = word;
    }

    /** The word used in settings, headers and bodies. */
    public String word() {
        return word;
    }

    /** Reads the setting {@code PROFILE}; full when it is unset. */
    public static Profile from(Settings settings) {
        String text = settings.text("PROFILE", FULL.word);
        for (Profile profile : values()) {
            if (profile.word.equals(text)) {
                return profile;
            }
        }
        throw new InvalidSettingException("PROFILE", "'" + text + "' is not a profile; use full or emergency");
    }
}
