package dev.maestro.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.episode.Json;
import dev.maestro.core.evaluate.item.BadItemException;
import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.local.data.item.AnswerWriting;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.item.ItemSettings;
import dev.maestro.local.data.row.Form;
import dev.maestro.local.data.row.RowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Converts what others publish, and reads what came of it. */
abstract class ConversionFixture {

    @TempDir
    Path folder;

    static final FieldMapping.Wishes FOUND = new FieldMapping.Wishes(Map.of());

    static ItemSettings settings() {
        return new ItemSettings("set", "chart", null, null, AnswerWriting.AUTO, null, null);
    }

    Conversion.Report convert(Path source, Form form, boolean skipBad) throws IOException {
        return convert(source, form, FOUND, settings(), skipBad);
    }

    Conversion.Report convert(
            Path source, Form form, FieldMapping.Wishes wishes, ItemSettings settings, boolean skipBad)
            throws IOException {
        return new Conversion(RowFiles.of(source, form, true), wishes, settings, skipBad, 0)
                .run(folder.resolve("items"), rows -> {});
    }

    List<EvaluationItem> items() throws IOException {
        ItemFolder.Checked checked = written().check(Selection.ALL);
        List<EvaluationItem> items = new ArrayList<>();
        try {
            written().each(checked, items::add);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(checked.bad()).isEmpty();
        return items;
    }

    ItemFolder written() throws IOException {
        return ItemFolder.at(folder.resolve("items")).getFirst();
    }

    JsonNode meta(int item) throws IOException {
        return Json.mapper()
                .readTree(Files.readAllLines(written().items()).get(item))
                .path("meta");
    }

    List<byte[]> pictures(EvaluationItem item) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (String name : item.images()) {
            try {
                pictures.add(written().picture(name));
            } catch (BadItemException e) {
                throw new IllegalStateException(e);
            }
        }
        return pictures;
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
