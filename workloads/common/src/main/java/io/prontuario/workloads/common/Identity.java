package io.prontuario.workloads.common;

/**
 * Who answers: put into headers of every response and into the bodies that are ours.
 *
 * @param site the failure domain that this process runs in, for example a host's name or {@code cloud}
 * @param profile the feature set it serves
 */
public record Identity(String site, Profile profile) {
    /** Header that names the answering site. */
    public static final String SITE_HEADER = "X-Prontuario-Site";
    /** Header that names the answering profile. */
    public static final String PROFILE_HEADER = "X-Prontuario-Profile";

    /** Reads {@code SITE} and {@code PROFILE}. */
    public static Identity from(Settings settings) {
        String site = settings.text("SITE", "local");
        if (!site.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?")) {
            // it becomes a header value, so nothing but a name may pass
            throw new InvalidSettingException(
                    "SITE", "'" + site + "' is not a name of letters, digits, dots and dashes");
        }
        return new Identity(site, Profile.from(settings));
    }
}
