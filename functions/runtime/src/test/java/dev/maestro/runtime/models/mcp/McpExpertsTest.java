package dev.maestro.runtime.models.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.call.Calls;
import dev.maestro.lab.traffic.Fault;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.http.HttpExpertsContract;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.wire.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpExpertsTest extends HttpExpertsContract {

    private FakeMcpServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeMcpServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Experts experts(HttpClient client, GuardedCalls calls) {
        return McpExperts.over(client, calls, name -> KEY);
    }

    @Override
    protected Endpoint endpoint() {
        return endpoint(server.url());
    }

    @Override
    protected Endpoint endpoint(String url) {
        return new Endpoint.Mcp(url, "add");
    }

    @Override
    protected Endpoint unknown() {
        return new Endpoint.Mcp(server.url(), "subtract");
    }

    @Override
    protected void next(Fault... faults) {
        server.next(faults);
    }

    @Override
    protected int calls() {
        return server.calls().size();
    }

    private Experts client() {
        return experts(http, new GuardedCalls(CallSettings.DEFAULT, time, time, new Random(7)));
    }

    private ExpertReply call(Experts experts, ExpertRequest request) {
        return experts.call(expert(endpoint()), request, time.in(Duration.ofMinutes(1)));
    }

    private JsonNode arguments() {
        return server.calls().getLast().parameters().path("arguments");
    }

    @Test
    void opensOneSessionForManyCalls() {
        Experts experts = client();

        call(experts, sum());
        call(experts, sum());

        assertThat(server.received().stream().map(FakeMcpServer.Received::method))
                .containsExactly("initialize", "notifications/initialized", "tools/list", "tools/call", "tools/call");
        assertThat(server.received().getLast().session()).isEqualTo("s1");
        assertThat(server.received())
                .allSatisfy(each -> assertThat(each.authorization()).isEqualTo("Bearer " + KEY));
    }

    @Test
    void opensAnotherSessionWhenTheServerHasForgottenIt() {
        Experts experts = client();
        call(experts, sum());
        server.forget();

        ExpertReply reply = call(experts, sum());

        assertThat(reply.text()).isEqualTo("4");
    }

    @Test
    void readsAnAnswerFromAStreamThatStaysOpen() {
        server.streaming();

        ExpertReply reply = call(client(), sum());

        assertThat(reply.text()).isEqualTo("4");
        assertThat(server.leftOpen()).isTrue();
    }

    @Test
    void putsAPromptIntoTheTextArgument() {
        call(client(), sum());

        assertThat(arguments().toString()).isEqualTo("{\"question\":\"What is 2 + 2?\"}");
    }

    @Test
    void putsOptionsIntoTheArgumentsThatTheToolDeclares() {
        call(client(), Calls.request("compute", Map.of("question", "q", "evidence", "e", "other", "o"), List.of()));

        assertThat(arguments().toString()).isEqualTo("{\"evidence\":\"e\",\"question\":\"q\"}");
    }

    @Test
    void sendsAPictureToAToolThatTakesOne() {
        Image image = new Image("sha256:0", new byte[] {(byte) 0x89, 'P'}, 10, 10);

        call(client(), new ExpertRequest("generate", "?", List.of(image)));

        assertThat(arguments().path("image").asText()).isEqualTo("iVA=");
    }

    @ParameterizedTest
    @CsvSource({"words, takes-no-images", "nothing, takes-no-text"})
    void refusesWhatTheToolDoesNotTake(String tool, String code) {
        ExpertRequest request =
                new ExpertRequest("generate", "?", List.of(new Image("sha256:0", new byte[] {1}, 10, 10)));

        assertThat(outcome(new Endpoint.Mcp(server.url(), tool), request))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }

    @Test
    void givesStructuredContentAsJson() {
        server.result("{\"content\":[],\"structuredContent\":{\"answer\":\"4\"}}");

        assertThat(call(client(), sum()).text()).isEqualTo("{\"answer\":\"4\"}");
    }

    @Test
    void failsWhenTheToolSaysSo() {
        server.result("{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no disk, key " + KEY + "\"}]}");

        assertThat(outcome(endpoint(), sum()))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.message())
                        .contains("'add' failed", "no disk"));
    }

    @ParameterizedTest
    @CsvSource({"-32602, invalid-argument", "-32601, not-supported"})
    void refusesWhatTheProtocolRefuses(int code, String refused) {
        server.result("{\"code\":" + code + ",\"message\":\"no\"}");

        assertThat(outcome(endpoint(), sum()))
                .isInstanceOfSatisfying(Outcome.Refused.class, outcome -> assertThat(outcome.code())
                        .isEqualTo(refused));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"content\":7}"})
    void failsOnAResultWithoutContent(String result) {
        server.result(result);

        assertThat(outcome(endpoint(), sum()))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("malformed-reply"));
    }

    @Test
    void failsOnTheAnswerToAnotherRequest() {
        assertThat(outcome(endpoint(), sum(), new Fault.WrongModel("x")))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("malformed-reply"));
    }

    @Test
    void failsOnAReplyWithoutEnd() {
        server.result("{\"content\":[{\"type\":\"text\",\"text\":\"" + "x".repeat(20 << 20) + "\"}]}");

        assertThat(outcome(endpoint(), sum())).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void saysWhatToDoWhereThereIsNoServer() {
        assertThat(outcome(new Endpoint.Mcp(server.url().replace("/mcp", "/other"), "add"), sum()))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("unknown-server"));
    }
}
