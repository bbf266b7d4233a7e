package dev.maestro.local.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.core.episode.Json;
import dev.maestro.lab.traffic.Fault;
import dev.maestro.lab.traffic.Recording;
import dev.maestro.lab.traffic.SampledPieces;
import dev.maestro.local.modelserver.EmbeddedModel;
import dev.maestro.local.modelserver.InferenceInput;
import dev.maestro.local.modelserver.InferenceResult;
import dev.maestro.local.modelserver.ModelContract;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.runtime.models.tensor.Tensor;
import dev.maestro.runtime.models.tensor.TensorType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A model of a recording, served as Triton's vLLM backend serves one: decoupled, with its tensor names, stops, and
 * log-probabilities in its JSON form. Faults are taken from a queue, one for each inference. Thread-safe.
 */
public final class RecordedModel implements EmbeddedModel {

    private static final String USER = "<|im_start|>user\n";
    private static final String END = "<|im_end|>";

    private final String name;
    private final Recording recording;
    private final Queue<Fault> faults;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * An inference as it came.
     *
     * @param prompt whole text
     * @param images how many
     * @param sampling parameters, JSON
     */
    public record Request(String prompt, int images, JsonNode sampling) {}

    /**
     * Makes one.
     *
     * @param name of the model in recording and server
     * @param faults shared with other models; thread-safe
     */
    public RecordedModel(String name, Recording recording, Queue<Fault> faults) {
        this.name = name;
        this.recording = recording;
        this.faults = faults;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelContract contract() {
        return ModelContract.expert();
    }

    /** Inferences so far, whatever came of them. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Streams piece by piece when asked to, as the vLLM backend does. */
    @Override
    public InferenceResult infer(InferenceInput input, Consumer<InferenceResult> earlier) throws ModelException {
        InferenceResult whole = infer(input);
        if (!input.flag("stream")) {
            return whole;
        }
        String text = whole.outputs().stream()
                .filter(output -> output.name().equals("text_output"))
                .map(Tensor.Bytes.class::cast)
                .map(output -> new String(output.elements().getFirst(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        SampledPieces.of(text)
                .forEach(piece ->
                        earlier.accept(new InferenceResult(List.of(Tensor.text("text_output", piece.text())))));
        List<Tensor> last = new ArrayList<>(whole.outputs());
        last.set(0, Tensor.text("text_output", ""));
        return new InferenceResult(last);
    }

    @Override
    public InferenceResult infer(InferenceInput input) throws ModelException {
        String prompt = input.text("text_input");
        JsonNode sampling = sampling(input);
        int images = input.images().size();
        requests.add(new Request(prompt, images, sampling));
        Fault fault = faults.poll();
        boolean garbled = false;
        switch (fault) {
            case null -> {}
            case Fault.None ignored -> {}
            case Fault.Slow slow -> await(slow);
            case Fault.Cut ignored -> throw ModelException.failed("stream-cut", "the engine died in mid-reply");
            case Fault.Dropped ignored -> throw ModelException.failed("engine-dead", "the engine is not healthy");
            case Fault.Malformed ignored -> garbled = true;
            case Fault.WrongModel wrong ->
                throw ModelException.refused("unknown-model", "only " + wrong.answeredBy() + " is served here");
            case Fault.Status status -> throw ModelException.failed("engine-error", status.message());
            case Fault.TooMany many -> throw ModelException.failed("engine-busy", "too many requests");
        }
        String answer = recording
                .play(name, question(prompt), images)
                .orElseThrow(() -> ModelException.refused("not-recorded", "nothing is recorded for this prompt"))
                .answer();
        List<String> stops = new ArrayList<>();
        sampling.path("stop").forEach(stop -> stops.add(stop.asText()));
        return reply(input, prompt, answer, SampledPieces.stopped(answer, stops), garbled);
    }

    private static InferenceResult reply(
            InferenceInput input, String prompt, String answer, String text, boolean garbled) {
        List<SampledPieces> pieces = new ArrayList<>(SampledPieces.of(text));
        boolean endedItself = text.equals(answer);
        if (endedItself) {
            pieces.add(SampledPieces.END);
        }
        List<Tensor> outputs = new ArrayList<>();
        outputs.add(Tensor.text("text_output", text));
        if (input.flag("return_finish_reason")) {
            outputs.add(Tensor.text("finish_reason", "stop"));
        }
        if (input.flag("return_logprobs")) {
            outputs.add(Tensor.text("logprobs", garbled ? "{\"id\":" : logProbabilities(pieces)));
        } else if (garbled) {
            outputs.set(0, Tensor.longs("text_output", 7));
        }
        if (input.flag("return_num_input_tokens")) {
            outputs.add(count("num_input_tokens", SampledPieces.of(prompt).size()));
        }
        if (input.flag("return_num_output_tokens")) {
            outputs.add(count("num_output_tokens", pieces.size()));
        }
        return new InferenceResult(outputs);
    }

    private static Tensor count(String name, long value) {
        return new Tensor.Integers(name, TensorType.UINT32, List.of(1L), new long[] {value});
    }

    private static String logProbabilities(List<SampledPieces> pieces) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (SampledPieces piece : pieces) {
            ObjectNode told = list.addObject().putObject(Integer.toString(piece.id()));
            told.put("logprob", piece.logProbability()).put("rank", 1).put("decoded_token", piece.text());
        }
        return new String(Json.bytes(list), StandardCharsets.UTF_8);
    }

    private static JsonNode sampling(InferenceInput input) throws ModelException {
        try {
            return Json.mapper()
                    .readTree(input.optionalText("sampling_parameters").orElse("{}"));
        } catch (JsonProcessingException e) {
            throw ModelException.refused("bad-sampling", "sampling_parameters is not JSON");
        }
    }

    /** What the last user said; the whole prompt when it has no turns. */
    private static String question(String prompt) {
        int start = prompt.lastIndexOf(USER);
        if (start < 0) {
            return prompt;
        }
        String said = prompt.substring(start + USER.length());
        int end = said.indexOf(END);
        return (end < 0 ? said : said.substring(0, end))
                .replaceFirst("^(<\\|vision_[a-z]+\\|>|<\\|image_pad\\|>)+", "");
    }

    private static void await(Fault.Slow slow) throws ModelException {
        try {
            slow.until().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ModelException.failed("interrupted", "the server stops");
        }
    }
}
