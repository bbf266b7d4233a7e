package dev.maestro.gateway.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.episode.Json;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.gateway.Episodes;
import dev.maestro.gateway.InMemoryObjectStore;
import dev.maestro.gateway.Pictures;
import dev.maestro.gateway.RecordingPublisher;
import dev.maestro.gateway.WithoutBroker;
import dev.maestro.schema.event.FeedbackSubmitted;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Purpose;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutBroker.class)
class QuestionsTest {

    @Inject
    RecordingPublisher publisher;

    @Inject
    InMemoryObjectStore objects;

    @BeforeEach
    void clear() {
        publisher.events().clear();
        objects.clear();
    }

    @Test
    void publishesAQuestionWithDefaultsAndSaysWhereTheAnswerWillBe() {
        Response response = ask("{\"question\": \"What is 2 + 3?\"}", null);

        response.then().statusCode(202).contentType("application/json");
        TaskSubmitted event = submitted(0);
        assertThat(event.question()).isEqualTo("What is 2 + 3?");
        assertThat(event.purpose()).isEqualTo(Purpose.SERVE);
        assertThat(event.tenant()).isEqualTo("default");
        String episodeId = EpisodeIds.episodeId(event.taskId(), 0);
        assertThat(response.jsonPath().getString("episodeId")).isEqualTo(episodeId);
        assertThat(response.jsonPath().getString("taskId")).isEqualTo(event.taskId());
        assertThat(response.header("Location")).endsWith("/v1/episodes/" + episodeId);
    }

    @Test
    void storesInlineImagesBeforeTheEventAndNamesThemByDigest() {
        byte[] png = Pictures.png();
        String base64 = Base64.getEncoder().encodeToString(png);

        ask("{\"question\": \"x\", \"images\": [{\"base64\": \"data:image/png;base64," + base64 + "\"}]}", null)
                .then()
                .statusCode(202);

        ImageInput image = submitted(0).images().getFirst();
        assertThat(image.base64()).isNull();
        assertThat(objects.get(String.valueOf(image.digest())).orElseThrow()).isEqualTo(png);
    }

    @Test
    void takesAFormWithImagesChoicesAndSettings() {
        Response response = given().multiPart(new MultiPartSpecBuilder("Which one? Größe")
                        .controlName("question")
                        .charset("UTF-8")
                        .build())
                .multiPart("image", "a.png", Pictures.png(), "image/png")
                .multiPart("image", "b.png", Pictures.encoded("jpg", 8, 8), "image/png")
                .multiPart("choices", "red")
                .multiPart("choices", "blue")
                .multiPart("settings", "{\"budget\": {\"maxSteps\": 2}, \"experts\": [\"lese\"], \"costWeight\": 0.5}")
                .multiPart("purpose", "evaluate")
                .multiPart(
                        "reference",
                        "{\"answer\": \"red\", \"answerType\": \"choice\", \"metric\": \"choice\", \"family\": null}")
                .post("/v1/questions");

        response.then().statusCode(202);
        TaskSubmitted event = submitted(0);
        assertThat(event.question()).isEqualTo("Which one? Größe");
        assertThat(event.images()).hasSize(2);
        assertThat(event.choices()).containsExactly("red", "blue");
        assertThat(event.purpose()).isEqualTo(Purpose.EVALUATE);
        assertThat(event.settings().costWeight()).isEqualTo(0.5);
        assertThat(event.settings().budget())
                .isEqualTo(new Budget(
                        2,
                        Budget.DEFAULT.maxCalls(),
                        Budget.DEFAULT.maxTokens(),
                        Budget.DEFAULT.maxCostMicroUsd(),
                        Budget.DEFAULT.maxMillis()));
        assertThat(event.reference()).isNotNull();
        assertThat(response.jsonPath().getList("warnings", String.class))
                .anySatisfy(warning -> assertThat(warning).contains("image 2 (b.png) is image/jpeg by its content"));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        ask("{\"question\": \"What is 2 + 3?\"}", "order-18").then().statusCode(202);

        Response other = ask("{\"question\": \"What is 2 + 4?\"}", "order-18");

        other.then().statusCode(409).contentType("application/problem+json");
        assertThat(other.jsonPath().getString("code")).isEqualTo("key-reused");
        assertThat(other.jsonPath().getString("detail")).contains("use a new key for a new request");
        assertThat(publisher.events()).hasSize(1);
    }

    @Test
    void namesTheEpisodeOfEachRollout() {
        Response response = ask("{\"question\": \"x\", \"settings\": {\"rollouts\": 3}}", null);

        String taskId = submitted(0).taskId();
        assertThat(response.jsonPath().getList("episodes", String.class))
                .isEqualTo(IntStream.range(0, 3)
                        .mapToObj(rollout -> EpisodeIds.episodeId(taskId, rollout))
                        .toList());
    }

    @Test
    void storesAnImageAheadAndAsksAboutItByDigest() {
        Response stored = given().body(Pictures.png()).contentType("image/png").post("/v1/images");
        stored.then().statusCode(201);
        assertThat(stored.jsonPath().getInt("width")).isEqualTo(31);
        String digest = stored.jsonPath().getString("digest");

        ask("{\"question\": \"x\", \"images\": [{\"digest\": \"" + digest + "\"}]}", null)
                .then()
                .statusCode(202);

        assertThat(submitted(0).images()).isEqualTo(List.of(new ImageInput(digest, null)));
    }

    @Test
    void readsAnEndedEpisodeFromItsDocument() {
        String episodeId = Episodes.document(objects, "default");

        Response response = given().get("/v1/episodes/" + episodeId);

        response.then().statusCode(200).contentType("application/json");
        assertThat(response.jsonPath().getString("status")).isEqualTo("ended");
        assertThat(response.jsonPath().getString("answer")).isEqualTo("12.40");
        assertThat(response.jsonPath().getString("end.type")).isEqualTo("answered");
        assertThat(response.jsonPath().getString("steps[0].observation")).isEqualTo("12.40");
        assertThat(response.jsonPath().getDouble("reward.total")).isEqualTo(0.9);
        assertThat(response.jsonPath().getString("state.policyId")).isEqualTo("scripted");
    }

    @Test
    void hidesTheEpisodesOfOtherTenants() {
        String episodeId = Episodes.document(objects, "someone-else");

        given().get("/v1/episodes/" + episodeId).then().statusCode(404);
    }

    @Test
    void sendsTheRewardAsTheOnlyEventOfAnEpisodeThatIsOver() {
        String episodeId = Episodes.document(objects, "default");

        Response response = given().get("/v1/episodes/" + episodeId + "/events");

        response.then().statusCode(200).contentType("text/event-stream");
        assertThat(response.asString()).contains("event:reward-assigned", "\"answer\":\"12.40\"");
    }

    @Test
    void takesFeedbackOnceAKey() {
        String episodeId = Episodes.document(objects, "default");
        String path = "/v1/episodes/" + episodeId + "/feedback";

        Response first = given().body("{\"score\": 1, \"comment\": \"right\"}")
                .contentType("application/json")
                .header("Idempotency-Key", "k")
                .post(path);
        Response again = given().body("{\"score\": 1, \"comment\": \"right\"}")
                .contentType("application/json")
                .header("Idempotency-Key", "k")
                .post(path);
        Response other = given().body("{\"score\": 0}")
                .contentType("application/json")
                .header("Idempotency-Key", "k")
                .post(path);

        first.then().statusCode(202);
        again.then().statusCode(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        other.then().statusCode(409);
        assertThat(publisher.events()).hasSize(2);
        FeedbackSubmitted feedback = (FeedbackSubmitted) publisher.events().getFirst();
        assertThat(feedback.score()).isEqualTo(1);
        assertThat(feedback.episodeId()).isEqualTo(episodeId);
        assertThat(Json.bytes(publisher.events().get(1))).isEqualTo(Json.bytes(feedback));
    }

    @Test
    void refusesFeedbackOutsideItsScale() {
        String episodeId = Episodes.document(objects, "default");

        for (String body : List.of("{\"score\": 2}", "{}", "{\"score\": -0.1}")) {
            Response response =
                    given().body(body).contentType("application/json").post("/v1/episodes/" + episodeId + "/feedback");

            assertThat(response.jsonPath().getString("code")).isEqualTo("bad-score");
        }
        assertThat(publisher.events()).isEmpty();
    }

    private TaskSubmitted submitted(int index) {
        return (TaskSubmitted) publisher.events().get(index);
    }

    private static Response ask(String body, String key) {
        var request = given().body(body).contentType("application/json");
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/v1/questions");
    }
}
