package dev.maestro.core.invoke;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a skill: its ports, with every call counted against the budget. */
final class RunContext implements SkillContext {

    private static final int MOST_FALLBACKS = 2;
    /** Enough for every skill; an event carries them. */
    private static final int MOST_RECORDS = 64;

    private static final Comparator<Expert> CHEAPEST = Comparator.comparingDouble(
            expert -> Ledger.worstCase(expert).costMicroUsd() + expert.latencyPriorMillis() * 1e-6);

    private final Pair pair;
    private final RegistrySnapshot registry;
    private final EpisodeState state;
    private final Ledger ledger;
    private final Experts experts;
    private final Images images;
    private final double cap;
    private final long start = System.nanoTime();
    private final RegistrySnapshot current;
    private final List<ExpertCallRecord> calls = new ArrayList<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private Usage used = Usage.NONE;

    RunContext(Pair pair, Invoke.Run run, Experts experts, Images images) {
        this.pair = pair;
        this.registry = run.registry();
        this.current = run.current();
        this.state = run.state();
        this.ledger = run.ledger();
        this.experts = experts;
        this.images = images;
        this.cap = ledger.share(pair.skill().budgetShare());
    }

    synchronized Usage used() {
        return used;
    }

    /** Calls so far, in the order in which they ended, for the invocation's extra values. */
    synchronized List<Map<String, Object>> calls() {
        return calls.stream().map(ExpertCallRecord::fields).toList();
    }

    synchronized Map<String, String> notes() {
        return Map.copyOf(notes);
    }

    @Override
    public synchronized void note(String key, String value) {
        notes.merge(key, value, (before, now) -> before + "; " + now);
    }

    @Override
    public ExpertReply main(ExpertRequest request) {
        List<Expert> others = registry.pairs(state.experts(), state.skills()).stream()
                .filter(other -> other.skill().id().equals(pair.skill().id()))
                .map(Pair::expert)
                .filter(other -> !other.id().equals(pair.expert().id()))
                .sorted(CHEAPEST)
                .toList();
        return callOrFallBack("main", pair.expert(), others, request);
    }

    @Override
    public ExpertReply helper(ExpertRequest request) {
        List<Expert> able = registry.document().experts().stream()
                .filter(expert -> expert.capabilities().contains(request.capability()))
                .sorted(CHEAPEST)
                .toList();
        if (able.isEmpty()) {
            throw new ExpertException(new Outcome.Refused(
                    "no-helper", "No expert in the registry has the capability '" + request.capability() + "'."));
        }
        return callOrFallBack("helper", able.getFirst(), able.subList(1, able.size()), request);
    }

    /**
     * Calls an expert and, where it fails or runs out of time, the next that could do it as well: when serving only, for
     * elsewhere the outcome has to be that of the expert that was chosen. What does not fit in the budget is not called.
     */
    private ExpertReply callOrFallBack(String role, Expert chosen, List<Expert> others, ExpertRequest request) {
        try {
            return call(role, chosen, request);
        } catch (ExpertException first) {
            if (state.task().purpose() == Purpose.SERVE && isInfrastructure(first.outcome())) {
                for (Expert other : others.stream().limit(MOST_FALLBACKS).toList()) {
                    boolean able = other.capabilities().contains(request.capability())
                            && current.expert(other.id()).isPresent();
                    Optional<ExpertReply> reply = able ? tried(other, request) : Optional.empty();
                    if (reply.isPresent()) {
                        return reply.get();
                    }
                }
            }
            throw first;
        }
    }

    private Optional<ExpertReply> tried(Expert other, ExpertRequest request) {
        try {
            return Optional.of(call("fallback", other, request));
        } catch (ExpertException e) {
            return Optional.empty(); // recorded with the calls; the first failure says more
        }
    }

    private static boolean isInfrastructure(Outcome outcome) {
        return outcome instanceof Outcome.Failed || outcome instanceof Outcome.TimedOut;
    }

    private synchronized void count(Usage usage) {
        used = used.plus(usage);
    }

    private ExpertReply call(String role, Expert expert, ExpertRequest request) {
        ExpertCallRecord.Asked asked = new ExpertCallRecord.Asked(expert.id(), request.capability(), role);
        double startMillis = sinceStart();
        Ledger.Reservation reservation = ledger.reserve(expert, cap - used().costMicroUsd());
        Usage usage = Usage.NONE;
        Outcome outcome = new Outcome.Failed("unknown", "");
        try {
            ExpertReply reply = experts.call(expert, request, state.deadline());
            usage = reply.usage();
            outcome = new Outcome.Answered("");
            return reply;
        } catch (ExpertException e) {
            outcome = e.outcome();
            throw e;
        } finally {
            Usage counted = new Usage(
                    1,
                    usage.tokens(),
                    usage.cpuMillis(),
                    usage.costMicroUsd(),
                    usage.billedMicroUsd(),
                    usage.outputTokens());
            ledger.settle(reservation, counted);
            count(counted);
            record(ExpertCallRecord.of(asked, outcome, startMillis, sinceStart() - startMillis, counted));
        }
    }

    private double sinceStart() {
        return (System.nanoTime() - start) / 1e6;
    }

    private synchronized void record(ExpertCallRecord call) {
        if (calls.size() < MOST_RECORDS) {
            calls.add(call);
        }
    }

    @Override
    public PictureWork pictures() {
        Images metered = images.metered(this::count);
        return new PictureWork() {
            @Override
            public Image crop(Image source, int x, int y, int width, int height, double scale) {
                return metered.crop(source, x, y, width, height, scale, state.deadline());
            }

            @Override
            public Image upright(Image source) {
                return metered.upright(source, state.deadline());
            }

            @Override
            public Image clean(Image source) {
                return metered.clean(source, state.deadline());
            }

            @Override
            public Image marked(Image source, List<Images.Mark> marks) {
                return metered.marked(source, marks, state.deadline());
            }
        };
    }
}
