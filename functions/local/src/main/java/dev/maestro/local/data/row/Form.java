package dev.maestro.local.data.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forms in which benchmarks are published. */
public enum Form {
    /** Hugging Face's Parquet, pictures inside. */
    PARQUET("parquet"),
    /** One JSON object a line. */
    JSONL("jsonl", "ndjson"),
    /** One JSON list. */
    JSON("json"),
    /** Values separated by tabs, names first. */
    TSV("tsv"),
    /** Values separated by commas, names first. */
    CSV("csv"),
    /** Object annotations: images, annotations, categories. */
    COCO("json");

    private final String endings;

    Form(String... endings) {
        this.endings = String.join(" ", endings);
    }

    private boolean isPromisedBy(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(endings.split(" ")).anyMatch(ending -> name.endsWith("." + ending));
    }

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Form::word).collect(Collectors.joining(", "));
    }

    /** The form that a file's name promises; a {@code .json} that has COCO's sections counts as COCO. */
    public static Optional<Form> of(Path file) throws IOException {
        Optional<Form> promised =
                Arrays.stream(values()).filter(form -> form.isPromisedBy(file)).findFirst();
        return promised.filter(form -> form == JSON).isPresent() && hasCocoSections(file)
                ? Optional.of(COCO)
                : promised;
    }

    private static boolean hasCocoSections(Path file) throws IOException {
        try (var parser = Texts.MAPPER.getFactory().createParser(Files.newInputStream(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (List.of("annotations", "categories").contains(parser.currentName())) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (JsonProcessingException e) {
            // Whoever reads it as JSON says what is wrong with it.
            return false;
        }
    }

    /**
     * The files of a source: itself, or those of this form in a folder and below, by name.
     *
     * @throws NoSuchFileException when there is none
     */
    public List<Path> files(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return List.of(source);
        }
        if (!Files.isDirectory(source)) {
            throw new NoSuchFileException(source.toString(), null, "name a file or a folder");
        }
        try (Stream<Path> all = Files.walk(source)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(this::isPromisedBy)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new NoSuchFileException(source + "/*." + word(), null, "the folder has none");
            }
            return files;
        }
    }

    /**
     * Opens a file of this form.
     *
     * @param quoted whether {@code "} encloses values, for separated values
     * @throws DataException when it is none
     */
    public RowSource open(Path file, boolean quoted) throws IOException {
        return switch (this) {
            case PARQUET -> new ParquetRows(file);
            case JSONL -> new JsonLineRows(file);
            case JSON -> new JsonListRows(file);
            case TSV -> new SeparatedRows(file, '\t', quoted);
            case CSV -> new SeparatedRows(file, ',', quoted);
            case COCO -> new CocoRows(file);
        };
    }
}
