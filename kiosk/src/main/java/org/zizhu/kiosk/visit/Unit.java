package org.zizhu.kiosk.visit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.configuration.OpeningHours;
import org.zizhu.kiosk.document.SealVerifier;
import org.zizhu.kiosk.identity.FaceMeans;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.staff.StaffMeans;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.OpenTransaction;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CollectionPlatform;
import org.zizhu.kiosk.platform.DuesPlatform;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.PaymentPlatform;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;

/**
 * All that a visit works with.
 *
 * @param terminal the unit's identity
 * @param configuration what it goes by that its centre may change, between two visits
 * @param centre what the centre wants of it
 * @param clock wall time, corrected by what the platform says
 * @param identities gives random identities for transactions and print jobs
 */
public record Unit(
        String terminal,
        Text place,
        InForce configuration,
        Cabinet cabinet,
        GovernmentPlatform platform,
        PaymentPlatform payments,
        DuesPlatform dues,
        CollectionPlatform collection,
        Journal journal,
        SealVerifier seals,
        QrCodes codes,
        FaceMeans faces,
        StaffMeans staff,
        Troubles troubles,
        Availability availability,
        Centre centre,
        WallClock clock,
        Supplier<String> identities) {

    /** Citizens, counters and certificates all live by China's time, whatever the machine is set to. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The number to call for a person. */
    public String hotline() {
        return configuration.now().hotline();
    }

    /** The items that it offers. */
    public Catalogue catalogue() {
        return configuration.now().catalogue();
    }

    /** How long nobody may touch it before it asks whether they are still there. */
    public Duration idle() {
        return configuration.now().idle();
    }

    /** A supply that will not last so long is low. */
    public Duration stockWarning() {
        return configuration.now().stockWarning();
    }

    /** The hours of the day in which it serves, if it is outside of them now. */
    public Optional<OpeningHours> outsideHours() {
        return Optional.ofNullable(configuration.now().hours())
                .filter(hours -> !hours.open(LocalTime.ofInstant(clock.instant(), ZONE)));
    }

    /** How it is now, in words for citizens. */
    public Condition condition() {
        return new Condition(cabinet);
    }

    /** What to know before choosing; without the platform, what works all the same. */
    public Optional<Text> notice() {
        return availability.platformReachable() ? condition().notice() : Optional.of(worksOffline());
    }

    private Text worksOffline() {
        List<Text> names = new ArrayList<>();
        catalogue().items().stream()
                .filter(item -> availability.closed(item).isEmpty())
                .map(Item::name)
                .forEach(names::add);
        names.add(Text.of("查看和打印办事指南", "reading and printing guides"));
        names.add(Text.of("呼叫人工帮助", "help by a person"));
        String chinese = names.stream().map(Text::chinese).collect(Collectors.joining("、"));
        String english = names.stream().map(Text::english).collect(Collectors.joining(", "));
        return Text.of(
                "暂时连接不上政务平台，现在可以：" + chinese + "。",
                "Without the government platform these still work: " + english + ".");
    }

    /** The frame around every screen, as it is now. */
    public View.Unit frame() {
        return new View.Unit(
                terminal,
                place,
                hotline(),
                availability.platformReachable(),
                condition().outOfOrder());
    }

    /** The five elements of a call made for an item in a transaction. */
    public CallContext context(Item item, String transaction) {
        return new CallContext(
                item.purpose(), item.name().chinese(), item.code(), transaction, terminal, place.chinese());
    }

    /** The same for a transaction found open. The item may have left the catalogue since; the platform knows the case by its number. */
    public CallContext context(OpenTransaction open) {
        List<Item> items = catalogue().items();
        Item item = items.stream()
                .filter(candidate -> candidate.id().equals(open.item()))
                .findFirst()
                .orElse(items.get(0));
        return context(item, open.id());
    }

    /** Wall time for people. A unit's own clock may be far off; the platform's is right. */
    public static final class WallClock implements InstantSource {

        /** Smaller differences are the network's and of no consequence. */
        private static final Duration TOLERATED = Duration.ofMinutes(2);

        private final InstantSource own;
        private volatile Duration lead = Duration.ZERO;
        private volatile boolean told;

        public WallClock(InstantSource own) {
            this.own = own;
        }

        @Override
        public Instant instant() {
            return own.instant().plus(lead);
        }

        /** The platform's clock is ahead of ours by that much. */
        public void platformLeads(Duration by) {
            lead = by.abs().compareTo(TOLERATED) > 0 ? by : Duration.ZERO;
            told = true;
        }

        /** The fleet's clock is; it counts as long as the platform has not said. */
        public void fleetLeads(Duration by) {
            if (!told) {
                platformLeads(by);
            }
        }

        /** The time as somebody who knows has told it; empty if nobody has since the unit was started. */
        public Optional<Instant> trustedInstant() {
            return told ? Optional.of(instant()) : Optional.empty();
        }

        /** Whether somebody who knows has told the time since the unit was started. */
        public boolean trusted() {
            return told;
        }

        /** Whether our own clock is far off. */
        public boolean corrected() {
            return !lead.isZero();
        }
    }
}
