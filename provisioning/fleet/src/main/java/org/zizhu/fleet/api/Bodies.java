package org.zizhu.fleet.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.UnitState;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.overview.Mood;
import org.zizhu.fleet.overview.UnitSummary;
import tools.jackson.databind.JsonNode;

/** What {@link OperatorHandler} answers with, as {@code openapi.yaml} describes it. */
final class Bodies {

    private Bodies() {}

    /**
     * A page of a list.
     *
     * @param next after what a list by id goes on; null at its end, and where it is by page
     */
    record Page<T>(List<T> items, int page, boolean more, @Nullable String next) {}

    record UnitBody(
            String id,
            String division,
            String standing,
            Mood mood,
            @Nullable String state,
            @Nullable Instant since,
            String software,
            boolean maintenance,
            List<LackingBody> lacking) {}

    record LackingBody(
            String service, Fact.@Nullable Name name, String state, Instant since, List<Fact.Cause> causes) {}

    record AlarmBody(
            long number,
            String rule,
            Grade grade,
            String kind,
            String name,
            String division,
            @Nullable String unit,
            long units,
            List<String> reasons,
            List<String> effects,
            Instant since,
            Instant raised,
            @Nullable Instant acknowledged,
            @Nullable String acknowledgedBy,
            @Nullable Instant escalated,
            @Nullable Instant closed) {}

    record CommandBody(
            String id,
            String unit,
            String name,
            Deed arguments,
            String by,
            Instant made,
            Instant expires,
            String stage,
            @Nullable String reason,
            @Nullable JsonNode result) {}

    record GroupName(long number, String name) {}

    record ConfigurationBody(
            long version,
            String division,
            @Nullable GroupName group,
            String title,
            org.zizhu.fleet.configuration.Content content,
            @Nullable Long former,
            String standing,
            @Nullable String reason,
            String by,
            Instant made,
            Map<String, Long> units) {}

    record UnitStateBody(
            String unit,
            long desired,
            String stage,
            @Nullable String reason,
            @Nullable String about,
            @Nullable Instant at,
            @Nullable Long reported) {}

    static UnitBody of(UnitSummary unit) {
        return new UnitBody(
                unit.id(),
                unit.division(),
                unit.standing().name().toLowerCase(Locale.ROOT),
                unit.mood(),
                unit.state(),
                unit.since(),
                unit.software(),
                unit.maintained(),
                unit.lacking().stream()
                        .map(lacking -> new LackingBody(
                                lacking.service().service(),
                                lacking.service().name(),
                                lacking.state(),
                                lacking.since(),
                                lacking.service().causes()))
                        .toList());
    }

    static AlarmBody of(Alarm alarm) {
        return new AlarmBody(
                alarm.number(),
                alarm.rule(),
                alarm.grade(),
                alarm.thing().kind().keyword(),
                alarm.thing().name(),
                alarm.division().code(),
                alarm.unit() == null ? null : alarm.unit().value(),
                alarm.units(),
                alarm.reasons(),
                alarm.effects(),
                alarm.since(),
                alarm.raised(),
                alarm.acknowledged(),
                alarm.acknowledgedBy(),
                alarm.escalated(),
                alarm.closed());
    }

    static ConfigurationBody of(Configuration one) {
        return new ConfigurationBody(
                one.version(),
                one.division().code(),
                one.group() == null
                        ? null
                        : new GroupName(one.group().number(), one.group().name()),
                one.title(),
                one.content(),
                one.former(),
                one.standing().keyword(),
                one.reason(),
                one.by(),
                one.made(),
                one.units());
    }

    static UnitStateBody of(UnitState state) {
        return new UnitStateBody(
                state.unit().value(),
                state.desired(),
                state.stage(),
                state.reason(),
                state.about(),
                state.at(),
                state.reported());
    }

    static CommandBody of(Command command) {
        return new CommandBody(
                command.id(),
                command.unit().value(),
                command.deed().command(),
                command.deed(),
                command.by(),
                command.made(),
                command.expires(),
                command.progress().name().toLowerCase(Locale.ROOT),
                command.reason(),
                Optional.ofNullable(command.result())
                        .flatMap(result -> Json.read(result, JsonNode.class))
                        .orElse(null));
    }
}
