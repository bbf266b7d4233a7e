package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules and dashboards ask for numbers that the functions give. */
class MonitoringTest {

    private static final Pattern METER = Pattern.compile("\"(maestro(?:\\.[a-z]+)+)\"");
    private static final Pattern METRIC = Pattern.compile("\\bmaestro_[a-z_]+");
    private static final Pattern RECORDED = Pattern.compile("\\bmaestro:[a-z_0-9:]+");
    private static final Pattern SUFFIX =
            Pattern.compile("(_total|_seconds_count|_seconds_sum|_seconds_max|_count|_sum|_max)$");

    private final Bundle prod = Manifests.render("prod");

    @Test
    void everyExpressionNamesMetricsThatTheFunctionsHave() throws IOException {
        Set<String> known = meters();
        Set<String> asked = new TreeSet<>();
        for (String expression : expressions()) {
            Matcher matcher = METRIC.matcher(expression);
            while (matcher.find()) {
                asked.add(SUFFIX.matcher(matcher.group()).replaceFirst(""));
            }
        }

        assertThat(asked).isNotEmpty().allMatch(known::contains);
    }

    @Test
    void whatIsRecordedIsWhatAlertsUse() throws IOException {
        Set<String> recorded = new TreeSet<>();
        Set<String> used = new TreeSet<>();
        for (JsonNode rule : rules()) {
            if (rule.has("record")) {
                recorded.add(rule.path("record").asText());
            }
            Matcher matcher = RECORDED.matcher(rule.path("expr").asText());
            while (matcher.find()) {
                used.add(matcher.group());
            }
        }

        assertThat(recorded).containsAll(used);
    }

    @Test
    void everyAlertSaysWhatToDo() {
        assertThat(rules().stream().filter(rule -> rule.has("alert")))
                .isNotEmpty()
                .allMatch(rule -> rule.path("annotations").has("summary")
                        && rule.path("annotations").has("action")
                        && rule.path("labels").has("severity"));
    }

    @Test
    void dashboardsCoverEpisodesCostStalenessAndDeadLetters() throws IOException {
        String all =
                String.join(" ", dashboards().stream().map(JsonNode::toString).toList());

        assertThat(all)
                .contains("maestro_episodes_total", "maestro_call_cost_total", "Staleness", "maestro_dead_letters");
    }

    private List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        prod.all("PrometheusRule")
                .forEach(document -> document.path("spec").path("groups").forEach(group -> group.path("rules")
                        .forEach(rules::add)));
        return rules;
    }

    private List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        for (JsonNode map : prod.all("ConfigMap")) {
            if (map.path("metadata").path("labels").has("grafana_dashboard")) {
                for (JsonNode file : map.path("data")) {
                    dashboards.add(new ObjectMapper().readTree(file.asText()));
                }
            }
        }
        return dashboards;
    }

    private List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        rules().forEach(rule -> expressions.add(rule.path("expr").asText()));
        dashboards()
                .forEach(board -> board.findValues("expr").forEach(expression -> expressions.add(expression.asText())));
        return expressions;
    }

    private static Set<String> meters() throws IOException {
        String source = Files.readString(
                Tool.ROOT.resolve("functions/runtime/src/main/java/dev/maestro/runtime/telemetry/FlowMetrics.java"));
        Set<String> meters = new TreeSet<>();
        Matcher matcher = METER.matcher(source);
        while (matcher.find()) {
            meters.add(matcher.group(1).replace('.', '_'));
        }
        return meters;
    }
}
