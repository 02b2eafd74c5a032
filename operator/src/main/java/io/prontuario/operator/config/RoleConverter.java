package io.prontuario.operator.config;

import io.prontuario.continuity.model.OperatorRole;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code onsite} or {@code cloud}. */
final class RoleConverter implements ITypeConverter<OperatorRole> {
    @Override
    public OperatorRole convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "onsite" -> OperatorRole.ONSITE;
            case "cloud" -> OperatorRole.CLOUD;
            default -> throw new TypeConversionException("unknown site '" + text + "': use 'onsite' or 'cloud'");
        };
    }
}
