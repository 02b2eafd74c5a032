package io.prontuario.workloads.common;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identity of this process, part of every response's headers and of most bodies.
 *
 * @param service name of the service in the platform object; empty if not configured
 * @param site the failure domain that this process runs in: the name of a host, or {@code cloud}
 * @param profile the feature set that it serves
 */
public record Identity(Optional<String> service, String site, Profile profile) {
    /** Header with the service's name: a health check that expects it cannot mistake one service for another. */
    public static final String SERVICE_HEADER = "X-Prontuario-Service";
    /** Header with the site's name. */
    public static final String SITE_HEADER = "X-Prontuario-Site";
    /** Header with the profile. */
    public static final String PROFILE_HEADER = "X-Prontuario-Profile";

    /** Header of every response of the emergency profile: the service is reduced, and until when. */
    public static final String REDUCED_HEADER = "X-Prontuario-Reduced";

    private static final String UNTIL = "until the hospital's own service is back";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");

    /** Reads {@code SERVICE}, {@code SITE} and {@code PROFILE}. */
    public static Identity from(Settings settings) {
        String service = settings.text("SERVICE", "");
        return new Identity(
                service.isEmpty() ? Optional.empty() : Optional.of(name("SERVICE", service)),
                name("SITE", settings.text("SITE", "local")),
                Profile.from(settings));
    }

    /** The headers that carry this identity. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SITE_HEADER, site);
        headers.put(PROFILE_HEADER, profile.wireName());
        service.ifPresent(name -> headers.put(SERVICE_HEADER, name));
        if (profile == Profile.EMERGENCY) {
            headers.put(REDUCED_HEADER, UNTIL);
        }
        return headers;
    }

    /** Restricts the value to a name because it becomes a header value. */
    private static String name(String setting, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new InvalidSettingException(
                    setting, "'" + value + "' is not a name of letters, digits, dots and dashes");
        }
        return value;
    }
}
