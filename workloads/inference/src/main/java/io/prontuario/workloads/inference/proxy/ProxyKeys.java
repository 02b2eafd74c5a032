package io.prontuario.workloads.inference.proxy;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** API keys of proxied servers, by the name of the model in this service; never logged. */
public final class ProxyKeys {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,127})=([!-~&&[^,]]{1,512})");

    private final Map<String, String> byModel;

    private ProxyKeys(Map<String, String> byModel) {
        this.byModel = byModel;
    }

    /** Reads {@code PROXY_API_KEYS}: {@code name=key}, separated by commas. */
    public static ProxyKeys from(Settings settings) {
        Map<String, String> keys = new HashMap<>();
        settings.optional("PROXY_API_KEYS").ifPresent(text -> {
            String[] entries = text.split(",", -1);
            for (int i = 0; i < entries.length; i++) {
                Matcher parts = ENTRY.matcher(entries[i].strip());
                if (!parts.matches()) {
                    throw new InvalidSettingException("PROXY_API_KEYS", "entry " + (i + 1) + " is not model-name=key");
                }
                keys.put(parts.group(1), parts.group(2));
            }
        });
        return new ProxyKeys(Map.copyOf(keys));
    }

    Optional<String> of(String model) {
        return Optional.ofNullable(byModel.get(model));
    }
}
