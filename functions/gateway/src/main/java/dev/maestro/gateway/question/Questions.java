package dev.maestro.gateway.question;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.gateway.episode.EpisodeReader;
import dev.maestro.gateway.episode.EpisodeView;
import dev.maestro.gateway.episode.EpisodeWait;
import dev.maestro.gateway.image.ImageIntake;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.gateway.publish.Publication;
import dev.maestro.gateway.quota.Quotas;
import dev.maestro.gateway.submission.Question;
import dev.maestro.gateway.submission.SettingsCheck;
import dev.maestro.gateway.submission.Submissions;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a question: checked, its images stored, its event published, its answer waited for. */
@ApplicationScoped
public class Questions {

    private final SettingsCheck settingsCheck;
    private final Quotas quotas;
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
    public record Reply(QuestionAccepted accepted, @Nullable EpisodeView answer) {}

    Questions(
            SettingsCheck settingsCheck,
            Quotas quotas,
            ImageIntake intake,
            Submissions submissions,
            Publication publication,
            EpisodeReader episodes,
            EpisodeWait wait,
            Tracer tracer) {
        this.settingsCheck = settingsCheck;
        this.quotas = quotas;
        this.intake = intake;
        this.submissions = submissions;
        this.publication = publication;
        this.episodes = episodes;
        this.wait = wait;
        this.tracer = tracer;
    }

    /** A question that was taken: its episode goes on whether or not anybody waits for it. */
    public static final class Asked implements AutoCloseable {

        private final QuestionAccepted accepted;
        private final List<String> warnings;
        private final EpisodeWait.Watch watch;
        private final @Nullable EpisodeView known;
        private final Span span;

        private Asked(
                QuestionAccepted accepted,
                List<String> warnings,
                EpisodeWait.Watch watch,
                @Nullable EpisodeView known,
                Span span) {
            this.accepted = accepted;
            this.warnings = warnings;
            this.watch = watch;
            this.known = known;
            this.span = span;
        }

        /** What the client is told at once. */
        public QuestionAccepted accepted() {
            return accepted;
        }

        /** Waits for the end of the first episode; empty when it has not come in time. May be called again. */
        public Optional<EpisodeView> end(Duration patience) {
            return Optional.ofNullable(known).or(() -> watch.end(patience)).map(view -> view.withoutState()
                    .withWarnings(warnings));
        }

        /** What was heard of the answer while it is written: a beginning, which its end may prove wrong. */
        public String answerSoFar() {
            return watch.answerSoFar();
        }

        @Override
        public void close() {
            watch.close();
            span.end();
        }
    }

    /**
     * Takes a question.
     *
     * @param key idempotency key, or null
     * @param patience how long to wait for the end of the first episode; zero for not at all
     * @throws ProblemException when it is not accepted
     */
    public Reply ask(String tenant, @Nullable String key, Question question, Duration patience) {
        try (Asked asked = take(tenant, key, question, !patience.isZero())) {
            return new Reply(asked.accepted(), asked.end(patience).orElse(null));
        }
    }

    /**
     * Takes a question and leaves the waiting to the caller.
     *
     * @param key idempotency key, or null
     * @param waiting whether the end of the episode will be asked for
     * @return to be closed when nobody waits any more
     * @throws ProblemException when it is not accepted
     */
    public Asked take(String tenant, @Nullable String key, Question question, boolean waiting) {
        Span span = tracer.spanBuilder("question").startSpan();
        try {
            return Context.current()
                    .with(span)
                    .wrapSupplier(() -> take(tenant, key, question, waiting, span))
                    .get();
        } catch (RuntimeException e) {
            span.end();
            throw e;
        }
    }

    private Asked take(String tenant, @Nullable String key, Question question, boolean waiting, Span span) {
        Submissions.checkKey(key);
        check(tenant, question);
        quotas.admit(tenant);
        ImageIntake.Stored images = intake.store(question.images());
        Submissions.Accepted accepted = submissions.accept(tenant, key, question, images.images());
        span.setAttribute("episodeId", accepted.episodeId());
        EpisodeWait.Watch watch = wait.watch(accepted.episodeId(), waiting);
        try {
            EpisodeView known = accepted.repeated() ? known(tenant, accepted.episodeId()) : null;
            if (known == null) {
                publication.publish(accepted.event());
                quotas.started(
                        tenant,
                        accepted.episodeIds(),
                        accepted.event().settings().budget());
            }
            return new Asked(reply(accepted, images.warnings()), images.warnings(), watch, known, span);
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    private void check(String tenant, Question question) {
        try {
            settingsCheck.check(tenant, question);
        } catch (TerminalException e) {
            throw ProblemException.later(e.code(), String.valueOf(e.getMessage()), Duration.ofSeconds(10), e);
        }
    }

    /** The episode of a request that came before, when it has ended; else the event is published again, to be sure. */
    private @Nullable EpisodeView known(String tenant, String episodeId) {
        EpisodeView view = episodes.view(episodes.find(tenant, episodeId));
        return view.status().equals(EpisodeView.ENDED) ? view : null;
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
