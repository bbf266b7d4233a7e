package dev.maestro.core.invoke.values;

import dev.maestro.core.episode.Answers;
import dev.maestro.core.episode.Numerals;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A value with its name.
 *
 * @param name as printed; empty when unknown
 * @param value as printed, without currency and thousands commas when it is a number
 */
public record NamedValue(String name, String value) {

    public NamedValue {
        name = Answers.normalise(name);
        value = ReadNumber.plain(value);
    }

    /** The number, when it is one. */
    public Optional<BigDecimal> number() {
        return Numerals.parse(value);
    }
}
