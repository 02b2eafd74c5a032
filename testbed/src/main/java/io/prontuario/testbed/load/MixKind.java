package io.prontuario.testbed.load;

/** What users do, how often of a thousand requests, and who does it. */
public enum MixKind {
    LOOKUP("lookup", "nurse", 300, false),
    PATIENT_LIST("patient list", "clinician", 60, false),
    ENCOUNTER_LIST("encounter list", "reception", 200, false),
    ENCOUNTER("encounter", "reception", 200, true),
    ALLERGIES("allergies", "clinician", 150, true),
    ALERT("alert", "nurse", 70, true),
    CHAT("chat", "clinician", 20, false);

    private final String title;
    private final String role;
    private final int share;
    private final boolean write;

    MixKind(String title, String role, int share, boolean write) {
        this.title = title;
        this.role = role;
        this.share = share;
        this.write = write;
    }

    public String title() {
        return title;
    }

    public String role() {
        return role;
    }

    public boolean write() {
        return write;
    }

    /** @param random from 0 to 999 */
    static MixKind of(int random) {
        int left = random;
        for (MixKind kind : values()) {
            left -= kind.share;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalArgumentException("the shares do not reach " + random);
    }
}
