package org.zizhu.fleet.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.rule.Fault;
import org.zizhu.fleet.health.rule.RolloutStopped;
import org.zizhu.fleet.health.rule.Thing;

/** What the services on a page are called in the reader's language; one that nobody has named goes by its keyword. */
public record Names(Words words, Map<String, Fact.Name> known) {

    public String service(String keyword) {
        Fact.Name name = known.get(keyword);
        return name == null ? keyword : words.say(name.zh(), name.en());
    }

    /** Of a thing of that kind. */
    public String thing(String kind, String keyword) {
        return kind.equals(Thing.Kind.SERVICE.keyword()) ? service(keyword) : keyword;
    }

    public String thing(Alarm alarm) {
        OptionalLong version = RolloutStopped.version(alarm.thing());
        if (version.isPresent()) {
            return words.say("配置 ", "configuration ") + words.version(version.getAsLong());
        }
        return thing(alarm.thing().kind().keyword(), alarm.thing().name());
    }

    /** What an alarm takes away. */
    public String effects(Alarm alarm) {
        return alarm.effects().stream()
                .map(effect -> effect.equals(Fault.WHOLE_UNIT) ? words.say("整机", "the whole unit") : service(effect))
                .collect(Collectors.joining(words.say("、", ", ")));
    }

    /** What a command is about, where it is about one thing. */
    public String object(Command command) {
        Deed deed = command.deed();
        if (deed instanceof Deed.CloseService close) {
            return service(close.service());
        }
        if (deed instanceof Deed.OpenService open) {
            return service(open.service());
        }
        if (deed instanceof Deed.SelfTest test) {
            return test.device();
        }
        if (deed instanceof Deed.PowerCycle cycle) {
            return cycle.device();
        }
        if (deed instanceof Deed.AgreeDifference agree) {
            return words.word(agree.store()) + " " + agree.counted() + " + " + agree.countedBin();
        }
        if (deed instanceof Deed.FetchLogs logs) {
            return words.say(logs.hours() + " 小时", logs.hours() + " h");
        }
        return deed instanceof Deed.ShowNotice notice ? words.say(notice.zh(), notice.en()) : "";
    }

    /** The services that alarms are about. */
    static List<String> services(Collection<Alarm> alarms) {
        List<String> services = new ArrayList<>();
        for (Alarm alarm : alarms) {
            services.addAll(alarm.effects());
            if (alarm.thing().kind() == Thing.Kind.SERVICE) {
                services.add(alarm.thing().name());
            }
        }
        return services;
    }

    /** Those of a unit by name, as a list to choose from. */
    public Stream<String> inOrder(Stream<String> services) {
        return services.sorted((one, other) -> service(one).compareTo(service(other)));
    }
}
