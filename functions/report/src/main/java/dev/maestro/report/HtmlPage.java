package dev.maestro.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page as HTML. Qute escapes all that is not ours; the page runs no script and loads nothing. */
final class HtmlPage {

    private static final String TEMPLATE = "evaluation.html";
    private static final String STYLE = "evaluation.css";

    private final Template template;
    private final String style;

    HtmlPage() throws IOException {
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        this.template = engine.parse(resource(TEMPLATE), Variant.forContentType(Variant.TEXT_HTML));
        this.style = resource(STYLE);
    }

    String of(Page page) {
        return template.data("page", page).data("style", new RawString(style)).render();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
