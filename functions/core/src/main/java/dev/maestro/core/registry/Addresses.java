package dev.maestro.core.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses in a registry file that differ from place to place: {@code ${MAESTRO_ADDRESS_NAME:default}} becomes the value
 * of that environment variable, or the default. Only variables of that prefix are looked up, so a file cannot draw
 * anything else out of the environment.
 */
public final class Addresses {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(MAESTRO_ADDRESS_[A-Z0-9_]+):([^}\\s\"]*)}");
    private static final Pattern UNSAFE = Pattern.compile("[\\s\"'{}\\\\]");

    private Addresses() {}

    /**
     * The file with its addresses filled in.
     *
     * @param environment gives the value of a variable, or the empty text when it is not set
     * @throws RegistryException when a variable holds something that is no address
     */
    public static byte[] fill(String source, byte[] file, UnaryOperator<String> environment) {
        Matcher matcher = PLACE.matcher(new String(file, StandardCharsets.UTF_8));
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = environment.apply(matcher.group(1));
            if (UNSAFE.matcher(value).find()) {
                throw new RegistryException(List.of(new RegistryProblem(
                        source,
                        0,
                        "",
                        "the environment variable " + matcher.group(1)
                                + " holds no address; expected one such as http://127.0.0.1:8000/v1 or 127.0.0.1:8001",
                        false)));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value.isEmpty() ? matcher.group(2) : value));
        }
        return matcher.appendTail(filled).toString().getBytes(StandardCharsets.UTF_8);
    }
}
