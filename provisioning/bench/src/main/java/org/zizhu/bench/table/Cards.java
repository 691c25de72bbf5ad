package org.zizhu.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zizhu.bench.panel.Citizen;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.drivers.idcard.samv.emulator.EmulatedCard;
import org.zizhu.platform.people.Card;
import org.zizhu.platform.people.Person;

/** The cards in the pockets of the sandbox city's people, as their chips hold them. */
public final class Cards {

    /** The city's tags in both languages; one that is not here is shown as it is. */
    private static final Map<String, String> TAGS = Map.ofEntries(
            Map.entry("two-pages", "两页 two pages"),
            Map.entry("rare", "生僻字 rare character"),
            Map.entry("long-name", "长姓名 long name"),
            Map.entry("dot-name", "间隔号 dot in name"),
            Map.entry("expired", "已过期 expired"),
            Map.entry("lost", "已挂失 lost"),
            Map.entry("unknown", "平台不识 unknown"),
            Map.entry("long-term", "长期 long-term"),
            Map.entry("permit-J", "港澳台 permit"),
            Map.entry("foreigner-I", "外国人2017 foreigner"),
            Map.entry("foreigner-Y", "外国人2023 foreigner"),
            Map.entry("no-insurance", "未参保 uninsured"),
            Map.entry("cases", "有办件 has cases"),
            Map.entry("no-phone", "无手机号 no phone"),
            Map.entry("social-card-lost", "社保卡挂失 social card lost"),
            Map.entry("social-card-expired", "社保卡过期 social card expired"));

    private Cards() {}

    /** The person's card, with a synthetic photo. */
    public static EmulatedCard of(Person person) {
        return EmulatedCard.of(chip(person.card()));
    }

    /** The person's new social security card, as the dispenser hands it out in place of the one in their pocket. */
    public static EmulatedChipCard newSocialCard(Person person) {
        return ChipCardFixture.newCard(person);
    }

    static ReaderGadget.Resident inPocketOf(Person person) {
        Card card = person.card();
        return new ReaderGadget.Resident(person.id(), card.number(), card.knownName(), of(person));
    }

    static Citizen forPanel(Person person) {
        List<String> tags = new ArrayList<>();
        person.tags().forEach(tag -> tags.add(TAGS.getOrDefault(tag, tag)));
        return new Citizen(
                person.id(),
                person.card().number(),
                person.card().knownName(),
                person.division().city() + person.division().name(),
                tags);
    }

    private static IdCard chip(Card card) {
        IdCard.Sex sex = card.sex().equals("1") ? IdCard.Sex.MALE : IdCard.Sex.FEMALE;
        IdCard.Validity validity = new IdCard.Validity(card.validFrom(), Optional.ofNullable(card.validUntil()));
        return switch (card.kind()) {
            case RESIDENT ->
                new IdCard.Resident(
                        card.name(),
                        sex,
                        card.nationality(),
                        card.birth(),
                        card.address(),
                        card.number(),
                        card.issuer(),
                        validity);
            case HK_MACAU_TAIWAN_PERMIT ->
                new IdCard.HkMacauTaiwanPermit(
                        card.name(),
                        sex,
                        card.birth(),
                        card.address(),
                        card.number(),
                        card.issuer(),
                        validity,
                        card.passNumber(),
                        card.issues());
            case FOREIGNER_2017 -> foreigner(IdCard.Kind.FOREIGNER_2017, card, sex, validity);
            case FOREIGNER_2023 -> foreigner(IdCard.Kind.FOREIGNER_2023, card, sex, validity);
        };
    }

    private static IdCard foreigner(IdCard.Kind kind, Card card, IdCard.Sex sex, IdCard.Validity validity) {
        return new IdCard.Foreigner(
                kind,
                card.englishName(),
                card.name(),
                sex,
                card.birth(),
                card.number(),
                card.nationality(),
                validity,
                card.issues());
    }
}
