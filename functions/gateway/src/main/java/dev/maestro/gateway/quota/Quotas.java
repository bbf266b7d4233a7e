package dev.maestro.gateway.quota;

import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.schema.wire.Budget;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may ask for, enforced when a question comes in.
 *
 * <ul>
 *   <li><i>Questions a minute</i>: a bucket that holds one minute's worth, in each gateway. Several gateways give several
 *       times as much.
 *   <li><i>Episodes at a time</i>: those that this gateway admitted and that have not ended, in each gateway.
 *   <li><i>Money a day</i>: what the tenant's ended episodes cost since midnight UTC, of all gateways. Episodes that run
 *       when the limit is reached go on, so a day may cost more by what these may still spend: at most episodes at a
 *       time x {@code budget.maxCostMicroUsd} x gateways.
 * </ul>
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class Quotas {

    /** The limits of tenants without any of their own. */
    private static final String OTHERS = "*";

    private static final Duration AFTER_DEADLINE = Duration.ofMinutes(1);

    private final Map<String, GatewayConfig.Tenant> limits;
    private final TenantSpending spending;
    private final InstantSource clock;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Map<String, Instant>> running = new ConcurrentHashMap<>();

    /** Questions that may be asked now, as a fraction of one too. */
    private record Bucket(double tokens, Instant at) {

        Bucket filled(int perMinute, Instant now) {
            double more = Duration.between(at, now).toNanos() / 60e9 * perMinute;
            return new Bucket(Math.min(perMinute, tokens + Math.max(0, more)), now);
        }
    }

    Quotas(GatewayConfig config, TenantSpending spending, InstantSource clock) {
        this.limits = Map.copyOf(config.tenants());
        this.spending = spending;
        this.clock = clock;
        spending.onEnd(ended -> {
            Map<String, Instant> episodes = running.get(ended.state().task().tenant());
            if (episodes != null) {
                episodes.remove(ended.state().episodeId());
            }
        });
    }

    /**
     * Lets a question in.
     *
     * @throws ProblemException 429 with {@code Retry-After} when it may not; nothing was accepted
     */
    public void admit(String tenant) {
        GatewayConfig.Tenant limit = limits.getOrDefault(tenant, limits.get(OTHERS));
        if (limit == null) {
            return;
        }
        limit.microUsdPerDay().ifPresent(most -> checkMoney(tenant, most));
        limit.maxInFlight().ifPresent(most -> checkRunning(tenant, most));
        limit.questionsPerMinute().ifPresent(most -> checkRate(tenant, most));
    }

    /**
     * Notes that episodes of a tenant run, until they end, or a while after the deadline of each.
     *
     * @param chosen their budget; null for the default
     */
    public void started(String tenant, List<String> episodeIds, @Nullable Budget chosen) {
        GatewayConfig.Tenant limit = limits.getOrDefault(tenant, limits.get(OTHERS));
        if (limit == null || limit.maxInFlight().isEmpty()) {
            return;
        }
        Instant latest = clock.instant()
                .plusMillis((chosen == null ? Budget.DEFAULT : chosen).maxMillis())
                .plus(AFTER_DEADLINE);
        Map<String, Instant> episodes = running.computeIfAbsent(tenant, key -> new ConcurrentHashMap<>());
        episodeIds.forEach(episodeId -> episodes.put(episodeId, latest));
    }

    private void checkMoney(String tenant, double most) {
        double spent = spending.today(tenant);
        if (spent >= most) {
            Instant now = clock.instant();
            Instant midnight = TenantSpending.day(now)
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            throw ProblemException.tooMany(
                    "quota",
                    String.format(
                            Locale.ROOT,
                            "tenant %s has spent %,.0f of %,.0f micro-USD today; the next day begins at %s, or ask who"
                                    + " runs the gateway for more",
                            tenant,
                            spent,
                            most,
                            midnight),
                    Duration.between(now, midnight));
        }
    }

    private void checkRunning(String tenant, int most) {
        spending.today(tenant);
        Instant now = clock.instant();
        Map<String, Instant> episodes = running.computeIfAbsent(tenant, key -> new ConcurrentHashMap<>());
        episodes.values().removeIf(deadline -> deadline.isBefore(now));
        if (episodes.size() >= most) {
            throw ProblemException.tooMany(
                    "too-many-in-flight",
                    "tenant " + tenant + " has " + episodes.size() + " episodes running, at most " + most
                            + " may; wait for one to end",
                    Duration.ofSeconds(2));
        }
    }

    private void checkRate(String tenant, int perMinute) {
        Instant now = clock.instant();
        Bucket[] before = new Bucket[1];
        buckets.compute(tenant, (key, old) -> {
            Bucket filled = old == null ? new Bucket(perMinute, now) : old.filled(perMinute, now);
            before[0] = filled;
            return filled.tokens() < 1 ? filled : new Bucket(filled.tokens() - 1, now);
        });
        if (before[0].tokens() < 1) {
            Duration wait = Duration.ofMillis((long) Math.ceil((1 - before[0].tokens()) / perMinute * 60_000));
            throw ProblemException.tooMany(
                    "rate-limit",
                    "tenant " + tenant + " may ask " + perMinute + " questions a minute; send this one again in "
                            + Math.max(1, wait.plusMillis(999).toSeconds()) + " s",
                    wait.plusMillis(999));
        }
    }
}
