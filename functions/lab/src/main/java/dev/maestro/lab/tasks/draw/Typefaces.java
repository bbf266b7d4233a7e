package dev.maestro.lab.tasks.draw;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bundled fonts by name, read when first asked for. Thread-safe. */
public final class Typefaces {

    private static final String DEJAVU = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String LIBERATION = "/liberation/";
    private static final String FLAT = "/com/formdev/flatlaf/fonts/";

    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("DejaVu Sans", DEJAVU + "DejaVuSans.ttf"),
            Map.entry("DejaVu Sans Bold", DEJAVU + "DejaVuSans-Bold.ttf"),
            Map.entry("DejaVu Sans Mono", DEJAVU + "DejaVuSansMono.ttf"),
            Map.entry("DejaVu Sans Mono Bold", DEJAVU + "DejaVuSansMono-Bold.ttf"),
            Map.entry("DejaVu Serif", DEJAVU + "DejaVuSerif.ttf"),
            Map.entry("DejaVu Serif Bold", DEJAVU + "DejaVuSerif-Bold.ttf"),
            Map.entry("Liberation Sans", LIBERATION + "LiberationSans-Regular.ttf"),
            Map.entry("Liberation Sans Bold", LIBERATION + "LiberationSans-Bold.ttf"),
            Map.entry("Liberation Serif", LIBERATION + "LiberationSerif-Regular.ttf"),
            Map.entry("Liberation Serif Bold", LIBERATION + "LiberationSerif-Bold.ttf"),
            Map.entry("Liberation Mono", LIBERATION + "LiberationMono-Regular.ttf"),
            Map.entry("Liberation Mono Bold", LIBERATION + "LiberationMono-Bold.ttf"),
            Map.entry("Inter", FLAT + "inter/Inter-Regular.otf"),
            Map.entry("Inter Bold", FLAT + "inter/Inter-Bold.otf"),
            Map.entry("Roboto", FLAT + "roboto/Roboto-Regular.ttf"),
            Map.entry("Roboto Bold", FLAT + "roboto/Roboto-Bold.ttf"),
            Map.entry("JetBrains Mono", FLAT + "jetbrains_mono/JetBrainsMono-Regular.ttf"),
            Map.entry("JetBrains Mono Bold", FLAT + "jetbrains_mono/JetBrainsMono-Bold.ttf"));

    private final ConcurrentMap<String, Typeface> loaded = new ConcurrentHashMap<>();

    /**
     * A font.
     *
     * @param name of a family, or of a family followed by {@code Bold}
     * @throws IllegalArgumentException for a name that is not bundled
     */
    public Typeface get(String name) {
        String resource = RESOURCES.get(name);
        if (resource == null) {
            throw new IllegalArgumentException("no bundled font is called " + name);
        }
        return loaded.computeIfAbsent(name, key -> Typeface.load(key, resource));
    }
}
