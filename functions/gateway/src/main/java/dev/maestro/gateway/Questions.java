package dev.maestro.gateway;

import dev.maestro.core.episode.TerminalException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What becomes of a question: checked, its images stored, its event published, its answer waited for. */
@ApplicationScoped
class Questions {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final SettingsCheck settingsCheck;
    private final ImageIntake intake;
    private final Submissions submissions;
    private final Publication publication;
    private final EpisodeReader episodes;
    private final EpisodeWait wait;
    private final Tracer tracer;

    /**
     * What is known when the client is answered.
     *
     * @param answer the ended episode; null when it has not ended in time
     */
    record Reply(QuestionAccepted accepted, @Nullable EpisodeView answer) {}

    Questions(
            SettingsCheck settingsCheck,
            ImageIntake intake,
            Submissions submissions,
            Publication publication,
            EpisodeReader episodes,
            EpisodeWait wait,
            Tracer tracer) {
        this.settingsCheck = settingsCheck;
        this.intake = intake;
        this.submissions = submissions;
        this.publication = publication;
        this.episodes = episodes;
        this.wait = wait;
        this.tracer = tracer;
    }

    /**
     * Takes a question.
     *
     * @param key idempotency key, or null
     * @param patience how long to wait for the end of the first episode; zero for not at all
     * @throws ProblemException when it is not accepted
     */
    Reply ask(String tenant, @Nullable String key, Question question, Duration patience) {
        Span span = tracer.spanBuilder("question").startSpan();
        try {
            return Context.current()
                    .with(span)
                    .wrapSupplier(() -> ask(tenant, key, question, patience, span))
                    .get();
        } finally {
            span.end();
        }
    }

    private Reply ask(String tenant, @Nullable String key, Question question, Duration patience, Span span) {
        checkKey(key);
        check(question);
        ImageIntake.Stored images = intake.store(question.images());
        Submissions.Accepted accepted = submissions.accept(tenant, key, question, images.images());
        span.setAttribute("episodeId", accepted.episodeId());
        QuestionAccepted reply = reply(accepted, images.warnings());
        try (EpisodeWait.Watch watch = wait.watch(accepted.episodeId(), patience)) {
            Optional<EpisodeView> end = accepted.repeated() ? known(tenant, accepted.episodeId()) : Optional.empty();
            if (end.isEmpty()) {
                publication.publish(accepted.event());
                end = watch.end(patience);
            }
            return new Reply(
                    reply,
                    end.map(view -> view.withoutState().withWarnings(images.warnings()))
                            .orElse(null));
        }
    }

    private void check(Question question) {
        try {
            settingsCheck.check(question);
        } catch (TerminalException e) {
            throw ProblemException.later(e.code(), String.valueOf(e.getMessage()), Duration.ofSeconds(10), e);
        }
    }

    /** The episode of a request that came before, when it has ended; else the event is published again, to be sure. */
    private Optional<EpisodeView> known(String tenant, String episodeId) {
        return Optional.of(episodes.view(episodes.find(tenant, episodeId)))
                .filter(view -> view.status().equals(EpisodeView.ENDED));
    }

    static void checkKey(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(
                    "bad-idempotency-key", "an Idempotency-Key is 1 to 255 visible ASCII characters; a UUID will do");
        }
    }

    private static QuestionAccepted reply(Submissions.Accepted accepted, List<String> warnings) {
        return new QuestionAccepted(
                accepted.event().taskId(),
                accepted.episodeId(),
                accepted.episodeIds(),
                EpisodeView.ACCEPTED,
                "/v1/episodes/" + accepted.episodeId(),
                warnings.isEmpty() ? null : warnings);
    }
}
