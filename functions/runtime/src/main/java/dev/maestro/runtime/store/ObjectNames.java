package dev.maestro.runtime.store;

import dev.maestro.core.registry.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Which names are allowed, and which file in the folder stands for one. */
public final class ObjectNames {

    private static final int MAX_NAME = 1024;
    private static final int MAX_FILE_NAME = 200;

    private ObjectNames() {}

    /**
     * Where content lies in a store.
     *
     * @throws IllegalArgumentException when it is no digest
     */
    public static String contentPath(String digest) {
        String hex = digest.substring(Digest.PREFIX.length());
        if (hex.length() != 64 || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException(
                    "a digest is sha256: and 64 lower-case hexadecimal digits, was " + printable(digest));
        }
        return "objects/" + hex.substring(0, 2) + "/" + hex;
    }

    static String namedPath(String name) {
        required(name);
        int slash = name.indexOf('/');
        String space = slash < 0 ? "_" : name.substring(0, slash);
        String rest = name.substring(slash + 1).replace('/', '%');
        if (rest.length() > MAX_FILE_NAME) {
            rest = "%" + Digest.hex(rest.getBytes(StandardCharsets.UTF_8));
        }
        int hash = (name.hashCode() * 0x9E37_79B1) >>> 24;
        return "named/" + space + "/" + HexFormat.of().toHexDigits((byte) hash) + "/" + rest;
    }

    /** Whether the characters and segments are such that a name may hold them. */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return false;
        }
        int segment = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/') {
                String word = name.substring(segment, i);
                if (word.isEmpty() || word.equals(".") || word.equals("..")) {
                    return false;
                }
                segment = i + 1;
            } else if (!isAllowed(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    /**
     * The name, if it may be one.
     *
     * @throws IllegalArgumentException when it could leave the store, or has characters that a store may not take
     */
    public static String required(String name) {
        if (!isValid(name)) {
            throw new IllegalArgumentException("an object name is made of letters, digits, . _ - and /, without empty"
                    + " segments, . or .., at most " + MAX_NAME + " long; was " + printable(name));
        }
        return name;
    }

    private static String printable(String name) {
        return "'" + name.substring(0, Math.min(80, name.length())).replaceAll("[^\\x20-\\x7e]", "?") + "'";
    }
}
