package dev.maestro.local.experts.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.local.experts.ExpertCall;
import dev.maestro.local.experts.ExpertEngine;
import dev.maestro.local.experts.nativecode.NativeLibraries;
import dev.maestro.local.experts.picture.Picture;
import dev.maestro.local.experts.picture.Pictures;
import java.util.List;

/**
 * Capability {@code read-text}: option {@code layout} is {@code page} (default), {@code sparse}, {@code line} or
 * {@code character}; the answer has the size of the picture and its lines of text.
 */
public final class ReadText implements ExpertEngine {

    private static final int ENGINES = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private final Pictures pictures;
    private final TextReader reader;
    private final Runnable free;

    private ReadText(Pictures pictures, TextReader reader, Runnable free) {
        this.pictures = pictures;
        this.reader = reader;
        this.free = free;
    }

    /** @param generation {@code v3} or {@code v4} */
    public static ReadText paddle(String generation, NativeLibraries libraries, Pictures pictures) {
        PaddleModels models = PaddleModels.of(generation, libraries);
        return new ReadText(pictures, new PaddleReader(models), models::close);
    }

    /** The one on Tesseract. */
    public static ReadText tesseract(NativeLibraries libraries, Pictures pictures) {
        TesseractReader reader = new TesseractReader(libraries, ENGINES);
        return new ReadText(pictures, reader, reader::close);
    }

    @Override
    public JsonNode answer(ExpertCall call) {
        TextReader.Layout layout =
                switch (call.oneOf("layout", "page", List.of("page", "sparse", "line", "character"))) {
                    case "sparse" -> TextReader.Layout.SPARSE;
                    case "line" -> TextReader.Layout.LINE;
                    case "character" -> TextReader.Layout.CHARACTER;
                    default -> TextReader.Layout.PAGE;
                };
        return pictures.with(
                call.image(), picture -> json(picture, reader.read(picture, layout, call::checkCancelled)));
    }

    /** The one character on a picture, or what else is read there; empty for nothing. */
    public String letter(Picture picture) {
        List<TextLine> lines = reader.read(picture, TextReader.Layout.CHARACTER, () -> {});
        return lines.isEmpty() ? "" : lines.getFirst().text();
    }

    private static JsonNode json(Picture picture, List<TextLine> lines) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("width", picture.width()).put("height", picture.height());
        ArrayNode array = answer.putArray("lines");
        for (TextLine line : lines) {
            ObjectNode node = array.addObject();
            node.put("text", line.text());
            node.put("confidence", Math.round(Math.clamp(line.confidence(), 0.0, 1.0) * 1000) / 1000.0);
            node.putArray("box").add(line.x()).add(line.y()).add(line.width()).add(line.height());
        }
        return answer;
    }

    @Override
    public void close() {
        free.run();
    }
}
