package dev.maestro.core.invoke;

import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.Comparator;

/** One run of a skill: its ports, with every call counted against the budget. */
final class RunContext implements SkillContext {

    private final Pair pair;
    private final RegistrySnapshot registry;
    private final EpisodeState state;
    private final Ledger ledger;
    private final Experts experts;
    private final Images images;
    private final double cap;
    private Usage used = Usage.NONE;

    RunContext(Pair pair, Invoke.Run run, Experts experts, Images images) {
        this.pair = pair;
        this.registry = run.registry();
        this.state = run.state();
        this.ledger = run.ledger();
        this.experts = experts;
        this.images = images;
        this.cap = ledger.share(pair.skill().budgetShare());
    }

    synchronized Usage used() {
        return used;
    }

    @Override
    public ExpertReply main(ExpertRequest request) {
        return call(pair.expert(), request);
    }

    @Override
    public ExpertReply helper(ExpertRequest request) {
        Expert helper = registry.document().experts().stream()
                .filter(expert -> expert.capabilities().contains(request.capability()))
                .min(Comparator.comparingDouble(
                        expert -> Ledger.worstCase(expert).costMicroUsd() + expert.latencyPriorMillis() * 1e-6))
                .orElseThrow(() -> new ExpertException(new Outcome.Refused(
                        "no-helper", "No expert in the registry has the capability '" + request.capability() + "'.")));
        return call(helper, request);
    }

    private synchronized void count(Usage usage) {
        used = used.plus(usage);
    }

    private ExpertReply call(Expert expert, ExpertRequest request) {
        Ledger.Reservation reservation = ledger.reserve(expert, cap - used().costMicroUsd());
        Usage usage = Usage.NONE;
        try {
            ExpertReply reply = experts.call(expert, request, state.deadline());
            usage = reply.usage();
            return reply;
        } finally {
            Usage counted =
                    new Usage(1, usage.tokens(), usage.cpuMillis(), usage.costMicroUsd(), usage.billedMicroUsd());
            ledger.settle(reservation, counted);
            count(counted);
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
        };
    }
}
