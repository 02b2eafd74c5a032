package io.prontuario.operator.config;

import io.prontuario.continuity.model.Vantage;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code onsite} or {@code cloud}. */
final class OperatorRoleConverter implements ITypeConverter<Vantage> {
    @Override
    public Vantage convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "onsite" -> Vantage.ONSITE;
            case "cloud" -> Vantage.CLOUD;
            default -> throw new TypeConversionException("'" + text + "' is no site; write onsite or cloud");
        };
    }
}
