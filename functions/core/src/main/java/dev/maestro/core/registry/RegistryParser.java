package dev.maestro.core.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads YAML or JSON and remembers the line of every field. Not thread-safe; one for each file. */
final class RegistryParser {

    private static final int DEEPEST = 32;
    private static final int MOST_NODES = 2_000_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String source;
    private final List<RegistryProblem> problems;
    private final Map<String, Integer> lines = new HashMap<>();
    private int nodes;

    RegistryParser(String source, List<RegistryProblem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * Parses a file; what is wrong with its syntax is thrown, a field that stands twice is only noted.
     *
     * @throws RegistryException when it is neither YAML nor JSON, or empty
     */
    RegistryText parse(byte[] bytes) {
        String text = new String(Addresses.fill(source, bytes, name -> ""), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw broken(1, "the file is empty; a registry needs at least a name");
        }
        JsonNode root = text.stripLeading().startsWith("{") ? json(text) : yaml(text);
        return new RegistryText(source, root, lines);
    }

    private JsonNode json(String text) {
        try (JsonParser parser = new JsonMapper().createParser(text)) {
            parser.nextToken();
            JsonNode root = json(parser, "");
            if (parser.nextToken() != null) {
                throw broken(parser.currentLocation().getLineNr(), "there is more after the end of the JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw broken(line, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw broken(0, "not readable: " + e.getMessage());
        }
    }

    private JsonNode json(JsonParser parser, String pointer) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        lines.putIfAbsent(pointer, line);
        count(pointer, line);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = JSON.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String inner = pointer + "/" + name;
                note(object, name, inner, parser.currentTokenLocation().getLineNr());
                parser.nextToken();
                object.set(name, json(parser, inner));
            }
            return object;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode array = JSON.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(json(parser, pointer + "/" + array.size()));
            }
            return array;
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING -> JSON.textNode(parser.getText());
            case VALUE_TRUE -> JSON.booleanNode(true);
            case VALUE_FALSE -> JSON.booleanNode(false);
            case VALUE_NULL -> JSON.nullNode();
            case VALUE_NUMBER_INT -> number(parser.getText());
            case VALUE_NUMBER_FLOAT -> JSON.numberNode(parser.getDoubleValue());
            default -> throw broken(line, "not a value: " + parser.getText());
        };
    }

    private JsonNode yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(64 * 1024 * 1024);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw broken(1, "the file holds only comments; a registry needs at least a name");
            }
            return yaml(root, "");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw broken(line, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw broken(0, "not YAML: " + e.getMessage());
        }
    }

    private JsonNode yaml(Node node, String pointer) {
        int line = node.getStartMark().getLine() + 1;
        lines.putIfAbsent(pointer, line);
        count(pointer, line);
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                for (NodeTuple tuple : mapping.getValue()) {
                    int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
                    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                        throw broken(keyLine, "a field name must be plain text");
                    }
                    String inner = pointer + "/" + key.getValue();
                    note(object, key.getValue(), inner, keyLine);
                    object.set(key.getValue(), yaml(tuple.getValueNode(), inner));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                for (Node element : sequence.getValue()) {
                    array.add(yaml(element, pointer + "/" + array.size()));
                }
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw broken(line, "not a value");
        };
    }

    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (tag.equals(Tag.INT)) {
            return number(text.replace("_", ""));
        }
        if (tag.equals(Tag.FLOAT)) {
            try {
                return JSON.numberNode(Double.parseDouble(text.replace("_", "")));
            } catch (NumberFormatException e) {
                return JSON.textNode(text); // such as 1:30.5, which YAML 1.1 calls a number
            }
        }
        return JSON.textNode(text);
    }

    private static JsonNode number(String text) {
        try {
            return JSON.numberNode(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return JSON.textNode(text); // octal, hexadecimal or too large: a wrong type, told as such
        }
    }

    private void note(ObjectNode object, String name, String pointer, int line) {
        if (object.has(name)) {
            problems.add(new RegistryText(source, object, Map.of(pointer, line))
                    .problem(pointer, "stands here a second time; remove one of them", false));
        }
        lines.put(pointer, line);
    }

    private void count(String pointer, int line) {
        nodes++;
        if (nodes > MOST_NODES || pointer.chars().filter(c -> c == '/').count() > DEEPEST) {
            throw broken(
                    line,
                    "too large or too deep; a registry has at most " + MOST_NODES + " values, " + DEEPEST
                            + " levels deep");
        }
    }

    private RegistryException broken(int line, String message) {
        return new RegistryException(List.of(new RegistryProblem(source, line, "", message, false)));
    }
}
