package dev.maestro.local.command.data;

import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.data.item.AnswerWriting;
import dev.maestro.local.data.item.FieldMapping;
import dev.maestro.local.data.item.ItemSettings;
import dev.maestro.local.data.row.DataException;
import dev.maestro.local.data.row.Form;
import dev.maestro.local.data.row.MappingException;
import dev.maestro.local.data.row.RowFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what the columns of a published benchmark are. */
final class DataOptions {

    private static final String FOUND = " (default: found by its usual names).";

    @Option(names = "--from", paramLabel = "FORM", description = "Form of the source: ${COMPLETION-CANDIDATES}.")
    private @Nullable Form from;

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "Column of the id (default: found, else file and row).")
    private @Nullable String id;

    @Option(names = "--question", paramLabel = "COLUMN", description = "Column of the question" + FOUND)
    private @Nullable String question;

    @Option(names = "--hint", paramLabel = "COLUMN", description = "Column put before the question" + FOUND)
    private @Nullable String hint;

    @Option(
            names = "--images",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns of pictures: bytes, base64, paths, or lists of these" + FOUND)
    private List<String> images = List.of();

    @Option(
            names = "--choices",
            paramLabel = "COLUMN",
            split = ",",
            description = "One column with a list, or one for each choice in order (default: found, as A,B,C,D).")
    private List<String> choices = List.of();

    @Option(names = "--answer", paramLabel = "COLUMN", description = "Column of the answer" + FOUND)
    private @Nullable String answer;

    @Option(names = "--meta", paramLabel = "COLUMN", split = ",", description = "Columns to keep beside the items.")
    private List<String> meta = List.of();

    @Option(names = "--family-column", paramLabel = "COLUMN", description = "Column of the kind of question.")
    private @Nullable String familyColumn;

    @Option(
            names = "--answer-is",
            defaultValue = "auto",
            paramLabel = "HOW",
            description = "How answers name a choice: ${COMPLETION-CANDIDATES}; index counts from 0, number from 1"
                    + " (default: ${DEFAULT-VALUE}, what fits in one way only).")
    private AnswerWriting writing = AnswerWriting.AUTO;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the benchmark (default: that of the source).")
    private @Nullable String name;

    @Option(
            names = "--family",
            defaultValue = "other",
            description = "Kind of question, for reports (default: ${DEFAULT-VALUE}).")
    private String family = "other";

    @Option(names = "--metric", description = "How answers are scored (default: choice with choices, else exact).")
    private @Nullable String metric;

    @Option(
            names = "--answer-type",
            paramLabel = "TYPE",
            description = "number, text, bool, ... (default: as it looks).")
    private @Nullable String answerType;

    @Option(names = "--split", description = "Name of the split, where no column says so.")
    private @Nullable String split;

    @Option(
            names = "--image-root",
            paramLabel = "DIR",
            description = "Folder that paths of pictures start from (default: the folder of the source).")
    private @Nullable Path imageRoot;

    @Option(
            names = "--quotes",
            defaultValue = "double",
            description = "Whether \" encloses values of TSV and CSV: double or none (default: ${DEFAULT-VALUE}).")
    private String quotes = "double";

    FieldMapping.Wishes wishes() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        one(columns, "id", id);
        one(columns, "question", question);
        one(columns, "hint", hint);
        one(columns, "answer", answer);
        one(columns, "family", familyColumn);
        many(columns, "images", images);
        many(columns, "choices", choices);
        many(columns, "meta", meta);
        return new FieldMapping.Wishes(columns);
    }

    private static void one(Map<String, List<String>> columns, String field, @Nullable String column) {
        many(columns, field, column == null ? List.of() : List.of(column));
    }

    private static void many(Map<String, List<String>> columns, String field, List<String> named) {
        if (!named.isEmpty()) {
            columns.put(field, named);
        }
    }

    ItemSettings settings(Path source) {
        Path last = source.toAbsolutePath().normalize().getFileName();
        String stem = last == null ? "benchmark" : last.toString().replaceAll("\\.[A-Za-z]+$", "");
        return new ItemSettings(name == null ? stem : name, family, metric, answerType, writing, split, imageRoot);
    }

    RowFiles files(Path source) throws IOException {
        if (!List.of("double", "none").contains(quotes)) {
            throw new UserException("--quotes is double or none.");
        }
        return RowFiles.of(source, from, quotes.equals("double"));
    }

    /** Runs what reads data, and turns what the data is at fault for into exit code 1, what the user is into 2. */
    static int explained(Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (MappingException e) {
            throw new UserException(String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            throw new UserException(
                    "There is no " + e.getFile() + (e.getReason() == null ? "." : ": " + e.getReason() + "."));
        } catch (DataException e) {
            System.err.println("maestro: " + e.getMessage());
            return 1;
        }
    }
}
